"""Makes the tables of docs/proof.md: ways of planning compared in every preset.

    python3 bench/proof.py build/release/eros KEPT [SEEDS]

KEPT is a folder where finished runs are kept and found again (`--resume`); SEEDS is 20 if not given.
"""
import json
import statistics
import subprocess
import sys

WANTED = {"mixed": "+65, +40", "low-variety": "+25, +18", "novelty": "+30, +15", "drift": "+45, +30",
          "churn": "+60, +40", "no-sharing": "+30, +12", "thin": "not below any, +10"}
OURS = "hierarchical"
ARMS = {preset: ["random", "original", OURS, "oracle"] for preset in WANTED}
ARMS["thin"].insert(2, "beta")  # its bar is to be below no other policy


def compare(program, kept, seeds, preset):
    print(f"{preset}: {seeds} seeds", file=sys.stderr)
    out = subprocess.run([program, "backtest", "--preset", preset, "--pages", "40", "--weeks", "26",
                          "--seed", "1", "--seeds", str(seeds), "--resume", kept,
                          "--policies", ",".join(ARMS[preset]), "--format", "json"],
                         check=True, stdout=subprocess.PIPE).stdout
    comparison = json.loads(out)
    comparison["arms"] = {arm["arm"]: arm for arm in comparison["arms"]}
    return comparison


def percent(share):
    return f"{100 * share:+.1f}"


def gain(uplift, is_short=False):
    text = percent(uplift["mean"])
    if uplift["standard_error"] is not None:
        text += f" ± {100 * uplift['standard_error']:.1f}"
    if is_short:
        return text
    return text + f" ({percent(uplift['lower'])} to {percent(uplift['upper'])})"


def quartiles(gains):
    middle = statistics.quantiles(gains, n=4, method="inclusive")  # type 7, as `eros backtest` does
    return ", ".join(f"{100 * gain:+.0f}" for gain in [min(gains), *middle, max(gains)])


def table(title, head, rows):
    print(f"\n{title}\n")
    for row in [head, ["---"] * len(head), *rows]:
        print("| " + " | ".join(row) + " |")


def revenue(preset, arms):
    ours, oracle = arms[OURS], arms["oracle"]
    return [f"`{preset}`", gain(ours["revenue_over_random"]), gain(ours["revenue_over_original"]),
            WANTED[preset], gain(oracle["revenue_over_random"], True),
            f"{100 * ours['share_of_oracle']:.0f} %"]


def spread(preset, arms):
    return [f"`{preset}`", *(quartiles(arms[arm]["revenue_over_random"]["of_seeds"])
                             for arm in (OURS, "oracle"))]


def besides(preset, arms):
    ours = arms[OURS]
    return [f"`{preset}`",
            f"{percent(ours['emv_over_random']['mean'])}; {percent(ours['emv_over_original']['mean'])}",
            ", ".join(f"{arms[arm]['saturation']:.3f}" for arm in ("random", "original", OURS)),
            ", ".join(f"{100 * arms[arm]['variety']:.0f} %" for arm in ("random", "original", OURS)),
            ", ".join(f"{100 * arms[arm]['exploration']:.0f} %"
                      for arm in ("random", "original", OURS))]


def over_time(preset, arms):
    weeks = arms[OURS]["weekly_revenue_uplift"]
    return [f"`{preset}`", *(percent(statistics.mean(part)) for part in (weeks[:4], weeks[-4:]))]


def worlds(comparison):
    gains = [comparison["arms"][arm]["revenue_over_random"]["of_seeds"]
             for arm in ("original", OURS, "oracle")]
    rows = [[str(world["seed"]), f"{world['appeal_sd']:.2f}", f"{100 * world['shared_share']:.0f} %",
             f"{world['send_overdispersion']:.2f}", *(percent(of[i]) for of in gains)]
            for i, world in enumerate(comparison["worlds"])]
    return sorted(rows, key=lambda row: -float(row[-1]))


def main():
    program, kept = sys.argv[1:3]
    seeds = int(sys.argv[3]) if len(sys.argv) > 3 else 20
    of = {preset: compare(program, kept, seeds, preset) for preset in WANTED}

    def rows(make):
        return [make(preset, comparison["arms"]) for preset, comparison in of.items()]

    table(f"Revenue of `{OURS}`, %, {seeds} seeds",
          ["preset", "over random", "over the original", "wanted", "`oracle` over random",
           "share of the oracle's gain"], rows(revenue))
    table("`thin`, revenue over random, %", ["way of planning", "gain"],
          [[f"`{arm}`", gain(of["thin"]["arms"][arm]["revenue_over_random"])]
           for arm in ARMS["thin"][1:]])
    table("Lowest, lower quartile, median, upper quartile, highest of the seeds, revenue over random, %",
          ["preset", f"`{OURS}`", "`oracle`"], rows(spread))
    table(f"EMV, saturation, variety; random, original, `{OURS}`",
          ["preset", f"EMV of `{OURS}` over random; over the original, %", "saturation",
           "different captions over PPVs", "hardly known captions"], rows(besides))
    table(f"Revenue of `{OURS}` over random, %", ["preset", "first four weeks", "last four"],
          rows(over_time))
    table("The worlds of `mixed`, revenue over random, %",
          ["seed", "appeal", "common to all pages", "a send's own noise", "original", f"`{OURS}`",
           "`oracle`"], worlds(of["mixed"]))


if __name__ == "__main__":
    main()
