"""Makes mixed_model.json: what statsmodels says of two small mixed models.

    python3 -m venv venv && venv/bin/pip install numpy==2.4.6 pandas==3.1.1 statsmodels==0.15.0
    venv/bin/python make_reference.py > mixed_model.json

`crossed`: y = tier + page + cell + caption + page x caption + noise, tiers fixed, the rest random,
unbalanced. The variance components are statsmodels' REML (MixedLM, one group, every factor a
variance component). The effects are the solution of Henderson's mixed-model equations at these
components, by dense linear algebra (numpy), and do not come from a sweep.
`nested`: the same without pages and page x caption.
`tastes`: y has also category, trigger, page x tier, page x category and page x trigger; the effects
only, at the variances that the values were drawn with.
"""

import json
import sys

import numpy as np
import pandas as pd
import statsmodels
import statsmodels.api as sm


def draw(rng, pages, captions, cells, nested):
    cell_tier = np.arange(cells) % 3
    caption_cell = np.arange(captions) % cells
    cell = rng.normal(0, 0.35, cells)
    caption = rng.normal(0, 0.5, captions)
    page = np.zeros(pages) if nested else rng.normal(0, 0.6, pages)
    pair = np.zeros((pages, captions)) if nested else rng.normal(0, 0.3, (pages, captions))
    rows = []
    for k in range(captions):
        for p in range(pages):
            for _ in range(rng.integers(0, 4) if not nested else rng.integers(1, 6)):
                y = ([-3.0, -2.5, -2.0][cell_tier[caption_cell[k]]] + page[p] + cell[caption_cell[k]]
                     + caption[k] + pair[p, k] + rng.normal(0, 0.4))
                rows.append((k, p, caption_cell[k], cell_tier[caption_cell[k]], round(y, 6)))
    return pd.DataFrame(rows, columns=["caption", "page", "cell", "tier", "y"])


def indicator(values):
    levels = sorted(set(values))
    z = np.zeros((len(values), len(levels)))
    z[np.arange(len(values)), [levels.index(v) for v in values]] = 1
    return z, levels


def reml(data, factors):
    names, matrices = [], []
    for name in factors:
        z, levels = indicator(list(data[name]))
        names.append([f"{name}{v}" for v in levels])
        matrices.append(z)
    vcs = sm.regression.mixed_linear_model.VCSpec(
        list(factors), [[n] for n in names], [[m] for m in matrices])
    x, _ = indicator(list(data["tier"]))
    model = sm.MixedLM(data["y"].to_numpy(), x, np.zeros(len(data)), exog_vc=vcs)
    result = model.fit(reml=True, method=["lbfgs", "powell", "lbfgs"], maxiter=2000, gtol=1e-10)
    return dict(zip(factors, map(float, result.vcomp))) | {"noise": float(result.scale)}


def henderson(data, factors, variance):
    x, tiers = indicator(list(data["tier"]))
    blocks, prior, where = [x], [np.zeros(x.shape[1])], {}
    begin = x.shape[1]
    for name in factors:
        z, levels = indicator(list(data[name]))
        where[name] = (begin, levels)
        begin += z.shape[1]
        blocks.append(z)
        prior.append(np.full(z.shape[1], variance["noise"] / variance[name]))
    w = np.hstack(blocks)
    left = w.T @ w + np.diag(np.concatenate(prior))
    solved = np.linalg.solve(left, w.T @ data["y"].to_numpy())
    effects = {name: dict(zip(map(str, levels), solved[b:b + len(levels)]))
               for name, (b, levels) in where.items()}
    effects["tier"] = dict(zip(map(str, tiers), solved[: len(tiers)]))
    return {name: {k: float(v) for k, v in of.items()} for name, of in effects.items()}


def case(data, factors):
    data = data.sort_values(["caption", "page"], kind="stable").reset_index(drop=True)
    data["page_caption"] = data["page"] * 1000 + data["caption"]
    variance = reml(data, factors)
    return {"rows": data[["caption", "page", "cell", "tier", "y"]].values.tolist(),
            "variance": variance, "effects": henderson(data, factors, variance)}


TASTES = {"cell": 0.05, "category": 0.04, "trigger": 0.03, "caption": 0.1, "page": 0.3,
          "page_tier": 0.05, "page_category": 0.06, "page_trigger": 0.04, "page_caption": 0.05,
          "noise": 0.15}


def draw_tastes(rng, pages, captions, categories, triggers):
    effects = {}

    def of(factor, level):
        if (factor, level) not in effects:
            effects[factor, level] = rng.normal(0, TASTES[factor] ** 0.5)
        return effects[factor, level]

    rows = []
    for k in range(captions):
        cell = k % (3 * categories * triggers)
        tier, category, trigger = cell % 3, cell // 3 % categories, cell // 3 // categories
        for p in range(pages):
            levels = {"cell": cell, "category": category, "trigger": trigger, "caption": k,
                      "page": p, "page_tier": 1000 * p + tier,
                      "page_category": 1000 * p + category, "page_trigger": 1000 * p + trigger,
                      "page_caption": 1000 * p + k}
            for _ in range(rng.integers(0, 3)):
                y = -3.0 + 0.5 * tier + sum(of(f, v) for f, v in levels.items())
                y += rng.normal(0, TASTES["noise"] ** 0.5)
                rows.append(levels | {"tier": tier, "y": round(y, 6)})
    return pd.DataFrame(rows)


def tastes_case(rng):
    data = draw_tastes(rng, 5, 48, 3, 2)
    factors = [factor for factor in TASTES if factor != "noise"]
    columns = ["caption", "page", "cell", "tier", "y", "category", "trigger"]
    return {"rows": data[columns].values.tolist(), "variance": TASTES,
            "effects": henderson(data, factors, TASTES)}


def main():
    rng = np.random.default_rng(20261124)
    crossed = case(draw(rng, 6, 30, 6, False), ["cell", "caption", "page", "page_caption"])
    nested = case(draw(rng, 1, 60, 12, True), ["cell", "caption"])
    json.dump({"versions": {"statsmodels": statsmodels.__version__, "numpy": np.__version__},
               "crossed": crossed, "nested": nested, "tastes": tastes_case(rng)}, sys.stdout)
    print()


if __name__ == "__main__":
    main()
