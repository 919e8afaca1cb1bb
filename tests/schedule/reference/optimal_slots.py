"""Reference optima for best_steps: random weeks in quarter-hours, solved by HiGHS.

Run:  python3 optimal_slots.py > optimal_slots.csv
Made with SciPy 1.17.1 (scipy.optimize.milp, the HiGHS that it bundles), Python 3.11.

The instances are not stored: both this script and the C++ test derive them from the instance
number by splitmix64 (Steele, Lea and Flood 2014), so that both see the same doubles.
"""

import numpy as np
import scipy
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_matrix

MASK = (1 << 64) - 1
STEPS_A_DAY = 96


class SplitMix:
    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def uniform(self):
        return (self.next() >> 11) * 2.0**-53

    def below(self, n):
        return self.next() % n


def instance(number):
    """Gap in steps, sends a day, value a step (None: closed). Keep in step with slots_test.cc."""
    draw = SplitMix(number)
    gap = 1 + draw.below(16)
    quiet_from = 60 + draw.below(36)  # the night may be short: gaps then reach across midnight
    quiet_to = draw.below(40)
    counts = [draw.below(5) for _ in range(7)]
    hour = [0.2 + draw.uniform() for _ in range(24)]
    values = []
    for step in range(7 * STEPS_A_DAY):
        of_day = step % STEPS_A_DAY
        value = hour[of_day // 4] * (1.0 + 0.1 * draw.uniform())
        closed = of_day >= quiet_from or of_day < quiet_to or draw.below(10) == 0
        values.append(None if closed else value)
    return gap, counts, values


def optimum(gap, counts, values):
    n = len(values)
    cost = -np.array([0.0 if v is None else v for v in values])
    upper = np.array([0.0 if v is None else 1.0 for v in values])
    windows = lil_matrix((n, n))
    for step in range(n):
        windows[step, step : min(n, step + gap)] = 1.0
    days = lil_matrix((7, n))
    for day in range(7):
        days[day, day * STEPS_A_DAY : (day + 1) * STEPS_A_DAY] = 1.0
    solved = milp(
        cost,
        integrality=np.ones(n),
        bounds=Bounds(0.0, upper),
        constraints=[
            LinearConstraint(windows.tocsr(), -np.inf, 1.0),
            LinearConstraint(days.tocsr(), counts, counts),
        ],
        options={"mip_rel_gap": 0.0},
    )
    if solved.status == 2:
        return None
    assert solved.status == 0, solved.message
    chosen = np.flatnonzero(np.round(solved.x))
    return sum(values[step] for step in chosen)


def main():
    assert scipy.__version__ == "1.17.1", scipy.__version__
    print("instance,optimum")
    for number in range(1, 81):
        best = optimum(*instance(number))
        print(f"{number},{'infeasible' if best is None else repr(float(best))}")


main()
