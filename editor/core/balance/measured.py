"""What runs of one state of an encounter say: the win rate of each skill with its interval, and what is odd."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from engine.balance.evidence import BalanceFinding
from engine.balance.happened import NOTHING, Happened
from engine.balance.intervals import LOOKS, growing
from engine.document import Snapshot
from engine.play.playtest.outcomes import Outcomes
from engine.world.ids import SKILLS

FIRST_SEED = 0


class CannotPlayError(Exception):
    """The encounter can't be played; the message is the sentence for the user."""


@dataclass(frozen=True)
class Rate:
    """How often one skill wins, with the 95 % interval of a number of seeds that grows while one looks on."""

    skill: str
    wins: int
    runs: int
    """Those that ended; what failed counts for nothing."""
    interval: tuple[float, float]
    seconds_to_win: float | None
    """The median over the runs that were won [s]; None where none was."""
    failed: int = 0
    failure: str = ""
    """What system failed in which tick, of the first run that did."""

    @property
    def rate(self) -> float | None:
        """Share of the runs that were won; None where none ended."""
        return self.wins / self.runs if self.runs else None

    @property
    def reach(self) -> float:
        """Half of the interval's width."""
        return (self.interval[1] - self.interval[0]) / 2.0


@dataclass(frozen=True)
class Measured:
    """The runs of one state of an encounter, by skill, each with the seeds 0 to `seeds` - 1."""

    place: tuple[str, str]
    """The scene and the encounter."""
    content: str
    """Hash of everything that the runs depend on; "" where that can't be told, as with code that was put in."""
    seeds: int
    outcomes: Mapping[str, Outcomes] = field(compare=False, repr=False)
    findings: tuple[BalanceFinding, ...] = field(default=(), compare=False, repr=False)
    happened: Happened = field(default=NOTHING, compare=False, repr=False)
    """Where, how and by whom."""
    fingerprint: str = field(default="", compare=False, repr=False)
    """Of the starting values, as recordings carry it; "" where nothing had to be compiled."""
    state: Snapshot | None = field(default=None, compare=False, repr=False)
    """The project that was played, to tell whether it is the same again."""

    @cached_property
    def rates(self) -> tuple[Rate, ...]:
        """The rate of each skill, from the least skill to the greatest."""
        return tuple(rate_of(self.outcomes[skill]) for skill in SKILLS if skill in self.outcomes)

    @property
    def failure(self) -> str:
        """The system and the tick in which a run failed; "" when none did."""
        return next((each.failure for each in self.rates if each.failure), "")


def rate_of(outcomes: Outcomes) -> Rate:
    """What the runs of one skill say, looked at after 16, 64, 256 and 1,024 of them."""
    counts: list[tuple[int, int]] = []
    for look in (*(each for each in LOOKS if each < len(outcomes.runs)), len(outcomes.runs)):
        part = outcomes.runs[:look]
        ended = sum(run.outcome != "failed" for run in part)
        counts.append((int(outcomes.won[:look].sum()), ended))
    wins, ended = counts[-1]
    won = outcomes.seconds[outcomes.won]
    failures = [run.failure for run in outcomes.runs if run.outcome == "failed"]
    return Rate(
        outcomes.skill,
        wins,
        ended,
        growing(counts),
        float(np.median(won)) if len(won) else None,
        len(failures),
        failures[0] if failures else "",
    )


def is_same(before: Snapshot, after: Snapshot) -> bool:
    """Whether two states of a project have the same text in every file."""
    return before.files.keys() == after.files.keys() and all(
        node is after.files[name] or node.text == after.files[name].text for name, node in before.files.items()
    )


def found_in(known: Iterable[Measured], state: Snapshot, place: tuple[str, str]) -> Measured | None:
    """The latest results of a state of the project; None where it was not played."""
    for each in known:
        if each.place == place and each.state is not None and is_same(each.state, state):
            return each
    return None
