"""Which runs are least like the others of their skill, and in what.

A run is described by a few traits. Each is told in standard deviations from the median run of the same skill, and the
oddness of a run is the root of the mean square of those numbers: 1 is usual, 3 is far off.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.play.playtest.outcomes import Outcomes, RunOutcome
from engine.world.ids import SKILLS, TICKS_PER_SECOND

MOST_ODD = 5
WON, SECONDS, OWN_FALLS, OTHER_FALLS, USES, ECHO = "won", "seconds", "party falls", "other falls", "uses", "echo"
_TRAITS: dict[str, Callable[[RunOutcome], float]] = {
    WON: lambda run: float(run.outcome == "victory"),
    SECONDS: lambda run: run.ticks / TICKS_PER_SECOND,
    OWN_FALLS: lambda run: float(sum(death.is_party for death in run.deaths)),
    OTHER_FALLS: lambda run: float(sum(not death.is_party for death in run.deaths)),
    USES: lambda run: float(sum(run.used.values())),
    ECHO: lambda run: np.nan if run.echo is None else run.echo,
}


@dataclass(frozen=True)
class Trait:
    """One number of a run beside that of the median run of its skill, and how many standard deviations lie between."""

    name: str
    value: float
    usual: float
    apart: float


@dataclass(frozen=True)
class Odd:
    """A run that is unlike the others of its skill; its traits are those that differ, the farthest first."""

    skill: str
    run: RunOutcome
    oddness: float
    traits: tuple[Trait, ...]


def oddest(outcomes: Mapping[str, Outcomes], most: int = MOST_ODD) -> tuple[Odd, ...]:
    """The runs of all skills that are least like the others of their own, the oddest first.

    Runs in which a system failed have no end and are left out; where all runs of a skill are alike none of it is odd.
    """
    order = [*(skill for skill in SKILLS if skill in outcomes), *(skill for skill in outcomes if skill not in SKILLS)]
    found = [odd for skill in order for odd in _oddest_of(outcomes[skill], most)]
    return tuple(sorted(found, key=lambda odd: -odd.oddness)[:most])  # of equals the lesser skill's and the first seed


def oddness_of(values: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How odd each run is, (n,), and how far each of its traits is from the median, (n, k) in standard deviations.

    Traits (columns) in which all runs are the same, or that some run does not have, count for nothing and are 0.
    """
    known = np.isfinite(values).all(axis=0)
    usable = np.where(known, values, 0.0)
    spread = usable.std(axis=0) if len(values) else np.zeros(values.shape[1])
    # A sum of equal numbers may be a hair beside their multiple: that is no spread.
    varies = spread > 1e-9 * np.maximum(1.0, np.abs(usable).max(axis=0, initial=0.0))
    apart = np.where(varies, usable - np.median(usable, axis=0) if len(values) else usable, 0.0)
    apart = apart / np.where(varies, spread, 1.0)
    return np.sqrt((apart**2).sum(axis=1) / max(int(varies.sum()), 1)), apart


def _oddest_of(outcomes: Outcomes, most: int) -> list[Odd]:
    """The oddest runs of one skill."""
    runs = [run for run in outcomes.runs if run.outcome != "failed"]
    names = list(_TRAITS)
    values = np.array([[of(run) for of in _TRAITS.values()] for run in runs], np.float64).reshape(-1, len(names))
    oddness, apart = oddness_of(values)
    usual = np.median(values, axis=0) if runs else np.zeros(len(names))

    def traits(row: int) -> tuple[Trait, ...]:
        far = sorted(np.flatnonzero(apart[row]).tolist(), key=lambda each: -abs(apart[row, each]))
        return tuple(
            Trait(names[each], float(values[row, each]), float(usual[each]), float(apart[row, each])) for each in far
        )

    farthest: list[int] = np.argsort(-oddness, kind="stable")[:most].tolist()
    return [Odd(outcomes.skill, runs[row], float(oddness[row]), traits(row)) for row in farthest if oddness[row] > 0.0]
