"""Measures the commits of a change by turns, as `astraweave bench verify` does, and hands over the verdict."""

import json
from dataclasses import dataclass
from pathlib import Path

from engine.benchmarks.beside.teller import Teller
from engine.benchmarks.verifying.confirming import TURNS, Confirming, NotConfirmedError


@dataclass(frozen=True)
class Confirmed:
    """What measuring by turns said of a change: slower, faster or no difference, and the ratio with its interval."""

    says: str
    ratio: float
    low: float
    high: float
    turns: int


def confirm(tell: Teller, repository: Path, good: str, bad: str, name: str, params: bytes, turns: int = TURNS) -> None:
    """Check both commits out and measure one case of a benchmark by turns; hands over what is said of it.

    ValueError, in words, when the commits can't be had or measured, or have no such case in common.
    """
    try:
        with Confirming(repository, turns, progress=lambda text: tell.progress(None, text)) as confirming:
            found = confirming.ask(good, bad, name, json.loads(params))
    except NotConfirmedError as error:
        raise ValueError(str(error)) from None
    tell.part(Confirmed(found.says, found.ratio, found.low, found.high, found.turns))
