"""Makes bandit_log.csv and off_policy.json: an extract of the Open Bandit Dataset, and what the Open
Bandit Pipeline's own estimators say of it.

    pip download --no-deps --only-binary :all: obp==0.4.1 && unzip obp-0.4.1-*.whl -d obp
    python3 -m venv venv && venv/bin/pip install numpy==2.4.6 scikit-learn==1.9.1
    venv/bin/python make_reference.py obp

The data are `obp/dataset/obd/bts/men/men.csv` of that package (Saito, Aihara, Matsutani, Narita 2020,
"Open Bandit Dataset and Pipeline", arXiv:2008.07146; Apache License 2.0): the first 4,000 rows, four
columns. The log was written by Thompson sampling; the policy judged is uniform over its 34 items.
The model of the doubly robust estimator is each item's click rate among the even rows, shrunk by 50
rows to the mean.

The estimators are imported without the rest of the package, which needs PyTorch; they name it only
in the types of functions that are not called here.
"""

import csv
import importlib
import json
import sys
import types
from pathlib import Path

import numpy

FOLDER = Path(__file__).parent
ROWS = 4000
ITEMS = 34


def estimators(package):
    torch = types.ModuleType("torch")
    torch.Tensor = type("Tensor", (), {})
    sys.modules["torch"] = torch
    for name, path in (("obp", package / "obp"), ("obp.ope", package / "obp" / "ope")):
        module = types.ModuleType(name)
        module.__path__ = [str(path)]
        sys.modules[name] = module

    return importlib.import_module("obp.ope.estimators")


def read_log(package):
    path = package / "obp" / "dataset" / "obd" / "bts" / "men" / "men.csv"
    with open(path, newline="") as file:
        rows = list(csv.DictReader(file))[:ROWS]
    return [(int(r["item_id"]), int(r["position"]), int(r["click"]), r["propensity_score"])
            for r in rows]


def main():
    package = Path(sys.argv[1])
    log = read_log(package)
    with open(FOLDER / "bandit_log.csv", "w") as file:
        file.write("item_id,position,click,propensity_score\n")
        file.writelines(f"{i},{p},{c},{q}\n" for i, p, c, q in log)

    item = numpy.array([row[0] for row in log])
    reward = numpy.array([row[2] for row in log], dtype=float)
    propensity = numpy.array([float(row[3]) for row in log])
    even = numpy.arange(len(log)) % 2 == 0
    mean = reward[even].mean()
    shown = numpy.bincount(item[even], minlength=ITEMS)
    clicked = numpy.bincount(item[even], weights=reward[even], minlength=ITEMS)
    rate = (clicked + 50 * mean) / (shown + 50)

    common = dict(reward=reward, action=item, pscore=propensity,
                  position=numpy.zeros(len(log), dtype=int))
    uniform = numpy.full((len(log), ITEMS, 1), 1 / ITEMS)
    predicted = numpy.tile(rate[None, :, None], (len(log), 1, 1))
    ope = estimators(package)
    weight = (1 / ITEMS) / propensity
    result = {
        "versions": {"obp": "0.4.1", "numpy": numpy.__version__},
        "items": ITEMS,
        "rates": list(rate),
        "inverse_propensity": ope.InverseProbabilityWeighting().estimate_policy_value(
            action_dist=uniform, **common),
        "self_normalised": ope.SelfNormalizedInverseProbabilityWeighting().estimate_policy_value(
            action_dist=uniform, **common),
        "direct": ope.DirectMethod().estimate_policy_value(
            action_dist=uniform, estimated_rewards_by_reg_model=predicted,
            position=common["position"]),
        "doubly_robust": ope.DoublyRobust().estimate_policy_value(
            action_dist=uniform, estimated_rewards_by_reg_model=predicted, **common),
        "effective_sample_size": float(weight.sum() ** 2 / (weight**2).sum()),
        "standard_error_of_inverse_propensity": float(
            (weight * reward).std(ddof=1) / len(log) ** 0.5),
    }
    with open(FOLDER / "off_policy.json", "w") as file:
        json.dump(result, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
