"""Measures the commits of a change by turns, as `astraweave bench verify` does, and hands over the verdict."""

import json
from dataclasses import dataclass
from pathlib import Path

from engine.benchmarks.beside.teller import Teller
from engine.benchmarks.verifying.trees import TreeError, trees_of
from engine.benchmarks.verifying.turns import TurnError, take_turns
from engine.benchmarks.verifying.verdict import verdict

TURNS = 40


@dataclass(frozen=True)
class Confirmed:
    """What measuring by turns said of a change: slower, faster or no difference, and the ratio with its interval."""

    says: str
    ratio: float
    low: float
    high: float
    turns: int


def confirm(tell: Teller, repository: Path, good: str, bad: str, name: str, params: bytes, turns: int = TURNS) -> None:
    """Check both commits out and measure the benchmark's cases by turns; hands over what is said of the one asked for.

    ValueError, in words, when the commits can't be had or measured, or have no such case in common.
    """
    wanted = json.loads(params)
    tell.progress(None, "checking out both commits")
    try:
        with trees_of(repository, (good, bad)) as trees:
            pairs, left_out = take_turns(trees, [name], turns, progress=lambda text: tell.progress(None, text))
    except (TreeError, TurnError) as error:
        raise ValueError(str(error)) from None
    of_case = [each for each in pairs if each.benchmark == name and dict(each.params) == wanted]
    found = verdict(of_case[0]) if of_case else None
    if found is None:
        raise ValueError("; ".join(left_out) or "the two commits have no such case that can be compared")
    tell.part(Confirmed(found.says, found.ratio, found.low, found.high, found.turns))
