"""The report of a playtest: one object of plain data, with how surely each win rate is known and what it rests on."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.balance.happened.counts import falls_in, uses_in
from engine.balance.heat import heat_of
from engine.balance.intervals import wilson
from engine.balance.paired import difference
from engine.play.playtest.outcomes import Outcomes, RunOutcome
from engine.play.playtest.request import Playtest, Variant
from engine.world.ids import TICKS_PER_SECOND

CONFIDENCE = 0.95
INTERVAL, PAIRED_INTERVAL, PAIRED_TEST = "Wilson score", "Tango score, paired", "McNemar exact, two-sided"
WORST_SHOWN, CAUSES_SHOWN = 5, 12
BADNESS = {"failed": 0, "defeat": 1, "timeout": 2, "victory": 3}
Played = Mapping[tuple[str, str], Outcomes]


def request_data(playtest: Playtest, *, project: str, fingerprint: str) -> dict[str, Any]:
    """What was asked, so that the same can be asked again; `fingerprint` names what the runs begin from."""
    stage, seeds = playtest.stage, playtest.seeds
    return {
        "project": project,
        "scene": stage.scene,
        "encounter": stage.encounter,
        "fingerprint": fingerprint,
        "seeds": {"first": seeds[0], "count": len(seeds)},
        "skills": list(playtest.skills),
        "variants": [_variant_data(variant) for variant in playtest.variants],
    }


def results_data(played: Played) -> list[dict[str, Any]]:
    """How each variant fared with each skill."""
    return [result_data(outcomes) for outcomes in played.values()]


def result_data(outcomes: Outcomes) -> dict[str, Any]:
    """How one variant fared with one skill. Runs in which a system failed count in no rate."""
    ended = [run for run in outcomes.runs if run.outcome != "failed"]
    wins = int(outcomes.won.sum())
    low, high = wilson(wins, len(ended), CONFIDENCE)
    won = outcomes.seconds[outcomes.won]
    echo = np.array([run.echo for run in ended if run.echo is not None], np.float64)
    return {
        "variant": outcomes.variant,
        "skill": outcomes.skill,
        "runs": len(ended),
        "wins": wins,
        "win_rate": wins / len(ended) if ended else None,
        "interval": {"low": low, "high": high, "confidence": CONFIDENCE, "method": INTERVAL},
        "outcomes": dict(sorted(Counter(run.outcome for run in outcomes.runs).items())),
        "seconds_to_win": _spread(won),
        "deaths": _deaths(ended),
        "echo": _spread(echo),
        "party_falls": heat_of([death for run in ended for death in run.deaths if death.is_party]),
        "abilities": _abilities(ended),
        "groups": _groups(ended),
        "worst": [_seed_data(run) for run in worst_of(outcomes, WORST_SHOWN)],
        "failures": [_seed_data(run) for run in outcomes.runs if run.failure][:CAUSES_SHOWN],
        "seconds_played": float(outcomes.seconds.sum()),
    }


def comparisons_data(played: Played, base: str) -> list[dict[str, Any]]:
    """Every other variant against `base` on the same seeds, by skill. A seed that failed on either side is left out."""
    found: list[dict[str, Any]] = []
    for (variant, skill), after in played.items():
        before = played.get((base, skill))
        if variant == base or before is None:
            continue
        both = np.array(
            [_is_whole(one) and _is_whole(other) for one, other in zip(before.runs, after.runs, strict=True)]
        )
        change = difference(before.won[both], after.won[both])
        low, high = change.interval(CONFIDENCE)
        won = both & before.won & after.won
        found.append(
            {
                "skill": skill,
                "from": base,
                "to": variant,
                "seeds": change.runs,
                "gained": change.gained,
                "lost": change.lost,
                "difference": change.value,
                "interval": {"low": low, "high": high, "confidence": CONFIDENCE, "method": PAIRED_INTERVAL},
                "p_value": change.p_value,
                "test": PAIRED_TEST,
                "seconds_to_win_difference": _spread(after.seconds[won] - before.seconds[won]),
                "same_digests": sum(one.digest == two.digest for one, two in zip(before.runs, after.runs, strict=True)),
            }
        )
    return found


def worst_of(outcomes: Outcomes, count: int) -> list[RunOutcome]:
    """The worst runs for the party: failed, then soonest lost, then out of time, then latest won."""

    def key(run: RunOutcome) -> tuple[int, int, int]:
        return BADNESS[run.outcome], -run.ticks if run.outcome == "victory" else run.ticks, run.seed

    return sorted(outcomes.runs, key=key)[:count]


def _is_whole(run: RunOutcome) -> bool:
    return run.outcome != "failed"


def _variant_data(variant: Variant) -> dict[str, Any]:
    return {"name": variant.name, "changes": [{"path": each.path, "value": each.value} for each in variant.changes]}


def _seed_data(run: RunOutcome) -> dict[str, Any]:
    data = {"seed": run.seed, "outcome": run.outcome, "seconds": run.ticks / TICKS_PER_SECOND, "digest": run.digest}
    return {**data, "failure": run.failure} if run.failure else data


def _spread(values: NDArray[np.float64]) -> dict[str, float] | None:
    """Median, tenth and ninetieth percentile; None of nothing."""
    if not len(values):
        return None
    low, middle, high = np.percentile(values, (10, 50, 90)).tolist()
    return {"median": middle, "p10": low, "p90": high}


def _deaths(runs: Sequence[RunOutcome]) -> list[dict[str, Any]]:
    """Who fell, by whom and by what, most frequent first. One of a wave counts as its wave."""
    order = sorted(falls_in(runs).items(), key=lambda each: (-each[1], each[0]))
    return [
        {
            "who": fall.who, "by": fall.by, "ability": fall.ability, "party": fall.is_party,
            "count": count, "per_run": count / len(runs),
        }
        for fall, count in order
    ]  # fmt: skip


def _abilities(runs: Sequence[RunOutcome]) -> list[dict[str, Any]]:
    """How often each ability was used, and in how many runs at all."""
    return [
        {"who": name.rpartition(".")[0], "ability": name.rpartition(".")[2], "uses": use.uses, "runs": use.runs}
        for name, use in uses_in(runs).items()
    ]


def _groups(runs: Sequence[RunOutcome]) -> list[dict[str, Any]]:
    """In how many runs each spawn group came, and fought."""
    came, fought = _count(run.came for run in runs), _count(run.fought for run in runs)
    return [{"group": name, "came": came[name], "fought": fought[name]} for name in sorted(came | fought)]


def _count(names: Iterable[Sequence[str]]) -> Counter[str]:
    return Counter(name for each in names for name in each)
