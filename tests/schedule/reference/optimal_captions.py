"""Reference optima for captions in slots: the weeks of caption_week.cc, solved by HiGHS.

Run:  build/release/caption_frontier --weeks | python3 optimal_captions.py > optimal_captions.csv
Made with SciPy 1.17.1 (scipy.optimize.milp, the HiGHS that it bundles), Python 3.11.

The integer programme is written from the rules: fewest broken pattern rules first, then most
value. It shares nothing with the planner but the text of the weeks. Each line of the result holds a
digest of its week's text, so that a test can tell whether it still speaks of the same week.
"""

import hashlib
import sys
from concurrent.futures import ProcessPoolExecutor

import numpy as np
import scipy
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_matrix

SCORE, QUOTA, TIER, CATEGORY, TRIGGER, URGENT = range(6)
INFEASIBLE = 2


def weeks(lines):
    text = []
    for line in lines:
        if line.startswith("week ") and text:
            yield "".join(text)
            text = []
        text.append(line)
    yield "".join(text)


class Week:
    def __init__(self, text):
        head, slots, shares, left, *captions = text.splitlines()
        self.number = int(head.split()[1])
        self.slots = [float(value) for value in slots.split()[1:]]
        self.shares = [int(n) for n in shares.split()[1:]]
        urgent, category, trigger = left.removeprefix("left ").split("|")
        self.urgent = int(urgent)
        self.category = [int(n) for n in category.split()]
        self.trigger = [int(n) for n in trigger.split()]
        self.captions = []
        for line in captions:
            score, *names = line.split()
            self.captions.append((float(score), *map(int, names)))

    def having(self, column, value):
        return [c for c, caption in enumerate(self.captions) if caption[column] == value]

    def names(self, column):
        return sorted({caption[column] for caption in self.captions} - {0})


class Programme:
    """Variables: x[caption, slot], then one for each pattern that may be broken."""

    def __init__(self, week):
        self.week = week
        self.n = len(week.captions) * len(week.slots)
        self.breaks = 0
        self.rows, self.columns, self.factors = [], [], []
        self.lower, self.upper = [], []

    def x(self, captions, slots):
        return [c * len(self.week.slots) + s for c in captions for s in slots]

    def bound(self, variables, low, high, minus=()):
        row = len(self.lower)
        self.rows += [row] * (len(variables) + len(minus))
        self.columns += [*variables, *minus]
        self.factors += [1.0] * len(variables) + [-1.0] * len(minus)
        self.lower.append(low)
        self.upper.append(high)

    def assignment(self):
        week, slots = self.week, range(len(self.week.slots))
        everything = range(len(week.captions))
        for s in slots:
            self.bound(self.x(everything, [s]), 1, 1)
        for c in everything:
            self.bound(self.x([c], slots), -np.inf, 1)
        for quota, share in enumerate(week.shares):
            self.bound(self.x(week.having(QUOTA, quota), slots), share, share)
        self.bound(self.x(week.having(URGENT, 1), slots), -np.inf, week.urgent)
        for column, limits in ((CATEGORY, week.category), (TRIGGER, week.trigger)):
            for name in week.names(column):
                self.bound(self.x(week.having(column, name), slots), -np.inf, limits[name])

    def windows(self):
        """Captions, slots and how many of the captions may stand in them."""
        week, n = self.week, len(self.week.slots)
        for tier in sorted({caption[TIER] for caption in week.captions}):
            for s in range(n - 2):
                yield week.having(TIER, tier), (s, s + 1, s + 2), 2
        for category in week.names(CATEGORY):
            for s in range(n - 1):
                yield week.having(CATEGORY, category), (s, s + 1), 1

    def keep_patterns(self):
        week, n = self.week, len(self.week.slots)
        for captions, slots, most in self.windows():
            self.bound(self.x(captions, slots), -np.inf, most)
        for trigger in week.names(TRIGGER):
            for s in range(max(1, n - 3)):
                window = range(s, min(n, s + 4))
                self.bound(self.x(week.having(TRIGGER, trigger), window), -np.inf, 1)

    def count_breaks(self):
        week, n = self.week, len(self.week.slots)
        pairs = [(a, b) for a in range(n) for b in range(a + 1, min(n, a + 4))]
        triggers = [(week.having(TRIGGER, name), pair, 1) for name in week.names(TRIGGER) for pair in pairs]
        for captions, slots, most in [*self.windows(), *triggers]:
            broken = self.n + self.breaks
            self.breaks += 1
            self.bound(self.x(captions, slots), -np.inf, most, minus=[broken])

    def value(self):
        values = np.outer([caption[SCORE] for caption in self.week.captions], self.week.slots)
        return np.concatenate([values.ravel(), np.zeros(self.breaks)])

    def broken(self):
        return np.concatenate([np.zeros(self.n), np.ones(self.breaks)])

    def solve(self, cost, most_broken=None):
        rows, columns, factors = list(self.rows), list(self.columns), list(self.factors)
        lower, upper = list(self.lower), list(self.upper)
        if most_broken is not None:
            rows += [len(lower)] * self.breaks
            columns += range(self.n, self.n + self.breaks)
            factors += [1.0] * self.breaks
            lower.append(0)
            upper.append(most_broken)
        n = self.n + self.breaks
        matrix = coo_matrix((factors, (rows, columns)), shape=(len(lower), n)).tocsr()
        solved = milp(
            cost,
            integrality=np.ones(n),
            bounds=Bounds(0, 1),
            constraints=[LinearConstraint(matrix, lower, upper)],
            options={"mip_rel_gap": 0.0},
        )
        if solved.status == INFEASIBLE:
            return None
        assert solved.status == 0, (self.week.number, solved.message)
        return np.round(solved.x)


def least_broken(week):
    """The fewest broken patterns, and the greatest value with so few."""
    programme = Programme(week)
    programme.assignment()
    programme.count_breaks()
    fewest = round(programme.broken() @ programme.solve(programme.broken()))
    chosen = programme.solve(-programme.value(), most_broken=fewest)
    return fewest, float(programme.value() @ chosen)


def solve(text):
    week = Week(text)
    programme = Programme(week)
    programme.assignment()
    programme.keep_patterns()
    chosen = programme.solve(-programme.value())
    if chosen is not None:
        broken, optimum = 0, float(programme.value() @ chosen)
    else:
        broken, optimum = least_broken(week)
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    return f"{week.number},{digest},{broken},{optimum!r}"


def main():
    assert scipy.__version__ == "1.17.1", scipy.__version__
    print("week,digest,broken_patterns,optimum")
    with ProcessPoolExecutor() as pool:
        for line in pool.map(solve, weeks(sys.stdin)):
            print(line, flush=True)


if __name__ == "__main__":
    main()
