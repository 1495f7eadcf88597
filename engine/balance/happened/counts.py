"""Counts over runs: who fell, by whom and with what, and how often each ability was used."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from engine.play.playtest.outcomes import RunOutcome, owner


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
    # Runs have few kinds of falls, and many of each: names are made of the kinds.
    kinds = Counter((death.who, death.by, death.ability, death.is_party) for run in runs for death in run.deaths)
    found: Counter[Fall] = Counter()
    for (who, by, ability, is_party), count in kinds.items():
        found[Fall(owner(who), owner(by), ability, is_party)] += count
    return found


def uses_in(runs: Sequence[RunOutcome]) -> dict[str, Use]:
    """The uses of each ability that somebody has, "kael.taunt", with 0 for one that nobody used; by name."""
    names = dict.fromkeys(set[str]().union(*(run.used for run in runs)), 0)
    uses, in_runs = dict(names), dict(names)
    for run in runs:
        for name, count in run.used.items():
            if count:
                uses[name] += count
                in_runs[name] += 1
    return {name: Use(uses[name], in_runs[name]) for name in sorted(uses)}
