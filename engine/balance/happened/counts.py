"""Counts over runs: who fell, by whom and with what, and how often each ability was used."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from engine.play.playtest.outcomes import RunOutcome
from engine.play.playtest.watching import owner


class Fall(NamedTuple):
    """Who fell to whom: ids, one of a wave as its wave; `by` and `ability` are "" where that can't be told."""

    who: str
    by: str
    ability: str
    is_party: bool


class Use(NamedTuple):
    """How often an ability was begun in all runs together, and in how many of them at all."""

    uses: int
    runs: int


def falls_in(runs: Sequence[RunOutcome]) -> Counter[Fall]:
    """How often each of them fell so, in all runs together."""
    return Counter(
        Fall(owner(death.who), owner(death.by), death.ability, death.is_party) for run in runs for death in run.deaths
    )


def uses_in(runs: Sequence[RunOutcome]) -> dict[str, Use]:
    """The uses of each ability that somebody has, "kael.taunt", with 0 for one that nobody used; by name."""
    uses: Counter[str] = Counter()
    in_runs: Counter[str] = Counter()
    for run in runs:
        for name, count in run.used.items():
            uses[name] += count
            in_runs[name] += count > 0
    return {name: Use(uses[name], in_runs[name]) for name in sorted(uses)}
