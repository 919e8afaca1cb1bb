"""Makes statistics.json: what SciPy and statsmodels say of the fixed inputs below.

    python3 -m venv venv && venv/bin/pip install scipy==1.17.1 statsmodels==0.15.0
    venv/bin/python make_reference.py > statistics.json

The tests of the analysis module read the file and agree with it to 1e-9. The inputs are written
with it, so that both sides are certain to see the same numbers.
"""

import json
import platform
import sys

import numpy
import scipy
import statsmodels
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint, proportions_ztest


def spread(n, step, modulus, scale, offset=0.0):
    """n values that look random and are the same everywhere."""
    return [round(offset + ((i * step + 7) % modulus) * scale, 6) for i in range(n)]


SAMPLES = {
    "two": [0.31, 0.44],
    "small": [0.12, 0.08, 0.31, 0.22, 0.19],
    "with_zeros": [0.0, 0.0, 0.0, 1.25, 0.0, 0.4, 0.0],
    "hundred": spread(100, 37, 101, 0.013),
    "thousand": spread(1000, 389, 997, 0.0021, 0.05),
    "far_from_zero": spread(60, 29, 61, 0.04, 1000.0),
    "thin": spread(40, 11, 43, 0.0004, 0.7),
    "money": [12.5, 880.0, 43.75, 0.0, 61.2, 15.0, 230.4, 99.99],
}

PROPORTIONS = [(0, 1), (1, 1), (0, 12), (12, 12), (1, 2), (3, 10), (17, 400), (229, 9113),
               (1, 1_000_000), (999_999, 1_000_000), (123_456, 7_654_321)]

PROPORTION_PAIRS = [((3, 10), (5, 12)), ((17, 400), (40, 390)), ((229, 9113), (1890, 76_000)),
                    ((0, 50), (4, 60)), ((50, 50), (55, 60)), ((10, 100), (10, 100)),
                    ((300, 1000), (700, 1000)), ((120_000, 4_000_000), (121_500, 4_010_000))]

WELCH_PAIRS = [("two", "small"), ("small", "with_zeros"), ("hundred", "thousand"),
               ("hundred", "thin"), ("far_from_zero", "money"), ("thin", "thousand"),
               ("small", "small")]

# Equal values on one side only: the test is still defined.
WELCH_CONSTANT = [([0.5, 0.5, 0.5], [0.4, 0.61, 0.47, 0.52])]

CORRELATIONS = [
    ([15.0, 25.0, 40.0], [0.031, 0.022, 0.024]),
    ([15.0, 25.0, 40.0, 60.0, 100.0], [0.05, 0.04, 0.03, 0.02, 0.012]),
    (spread(100, 37, 101, 1.0, 5.0), spread(100, 53, 89, 0.001)),
    (spread(500, 37, 101, 1.0, 5.0), [round(0.2 - 0.001 * x, 6) for x in spread(500, 41, 101, 1.0, 5.0)]),
    ([10.0, 20.0, 30.0, 40.0], [1.0, 2.0, 2.0, 1.0]),
    ([19.99, 20.0, 20.01, 20.0, 19.99], [0.3, 0.28, 0.31, 0.29, 0.33]),
]

FAMILIES = [
    [0.01],
    [0.01, 0.02, 0.03, 0.04, 0.05],
    [0.9, 0.001, 0.04, 0.04, 0.5, 1.0, 0.0],
    [0.2, 0.2, 0.2],
    [1.0, 1.0],
    spread(48, 31, 53, 0.0181, 0.0003),
]

COUNTS = [[5], [1, 1], [1, 2, 3, 4], [10, 0, 10], [1000, 1], [7, 7, 7, 7, 7, 7, 7, 7]]

QUANTILES = [0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0]


def wilson():
    for successes, trials in PROPORTIONS:
        lower, upper = proportion_confint(successes, trials, alpha=0.05, method="wilson")
        yield {"successes": successes, "trials": trials, "lower": lower, "upper": upper}


def t_intervals():
    for values in SAMPLES.values():
        for confidence in (0.95, 0.99):
            lower, upper = stats.t.interval(confidence, len(values) - 1, numpy.mean(values),
                                            stats.sem(values))
            yield {"values": values, "confidence": confidence, "lower": lower, "upper": upper}


def moments():
    for values in SAMPLES.values():
        yield {"values": values, "mean": numpy.mean(values), "variance": numpy.var(values, ddof=1)}


def welch():
    pairs = [(SAMPLES[a], SAMPLES[b]) for a, b in WELCH_PAIRS] + WELCH_CONSTANT
    for a, b in pairs:
        result = stats.ttest_ind(a, b, equal_var=False)
        yield {"a": a, "b": b, "statistic": result.statistic, "p_value": result.pvalue}


def two_proportion():
    for (x_a, n_a), (x_b, n_b) in PROPORTION_PAIRS:
        z, p = proportions_ztest([x_a, x_b], [n_a, n_b])
        yield {"a": [x_a, n_a], "b": [x_b, n_b], "statistic": z, "p_value": p}


def pearson():
    for x, y in CORRELATIONS:
        result = stats.pearsonr(x, y)
        yield {"x": x, "y": y, "r": result.statistic, "p_value": result.pvalue}


def benjamini_hochberg():
    for p in FAMILIES:
        yield {"p": p, "q": list(multipletests(p, method="fdr_bh")[1])}


def quantiles():
    for values in SAMPLES.values():
        yield {"values": values, "median": numpy.median(values),
               "fractions": QUANTILES, "quantiles": list(numpy.quantile(values, QUANTILES))}


def entropy():
    for counts in COUNTS:
        yield {"counts": counts, "bits": stats.entropy(counts, base=2)}


def main():
    reference = {
        "made_by": {"python": platform.python_version(), "numpy": numpy.__version__,
                    "scipy": scipy.__version__, "statsmodels": statsmodels.__version__},
        "z_95": stats.norm.ppf(0.975),
        "moments": list(moments()),
        "wilson": list(wilson()),
        "t_interval": list(t_intervals()),
        "welch": list(welch()),
        "two_proportion": list(two_proportion()),
        "pearson": list(pearson()),
        "benjamini_hochberg": list(benjamini_hochberg()),
        "quantile": list(quantiles()),
        "entropy": list(entropy()),
    }
    json.dump(reference, sys.stdout, indent=None, separators=(",", ":"), allow_nan=False)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
