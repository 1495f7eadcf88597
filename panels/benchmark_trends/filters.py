"""Which series are shown, and of which days."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.benchmarks.beside.course import Course

DAY_S = 86_400.0
RANGES = (7, 30, 90, 0)
"""Days before the newest run of the history; 0 is all of them."""


@dataclass(frozen=True)
class Filter:
    """What is asked for; None and "" ask for nothing in particular, but branch "" is that of rows that name none."""

    words: str = ""
    system: str | None = None
    hardware_id: str | None = None
    branch: str | None = None
    days: int = 30

    def holds(self, course: Course) -> bool:
        """Whether a series is shown."""
        title = course.title.lower()
        return (
            self.system in (None, course.system)
            and self.hardware_id in (None, course.hardware_id)
            and self.branch in (None, course.branch)
            and all(word in title for word in self.words.lower().split())
        )

    def places(self, course: Course, newest: float) -> NDArray[np.intp]:
        """The places of its runs within the range."""
        if not self.days:
            return np.arange(len(course))
        return np.nonzero(course.times >= newest - self.days * DAY_S)[0]


@dataclass(frozen=True)
class Offered:
    """What can be asked for: systems, (id, label) of kinds of machine, and branches."""

    systems: Sequence[str] = ()
    hardware: Sequence[tuple[str, str]] = ()
    branches: Sequence[str] = ()


def offered(courses: Iterable[Course]) -> Offered:
    """What there is in a history."""
    found = list(courses)
    machines = {each.hardware_id: each.hardware or each.hardware_id for each in found}
    return Offered(
        sorted({each.system for each in found}),
        sorted(machines.items(), key=lambda each: each[1]),
        sorted({each.branch for each in found}),
    )


def usual_branch(courses: Iterable[Course]) -> str | None:
    """The branch that most runs are of; None without a run."""
    counts: Counter[str] = Counter()
    for each in courses:
        counts[each.branch] += len(each)
    return counts.most_common(1)[0][0] if counts else None


@dataclass(frozen=True)
class SystemRow:
    """The head of a system's series: its name, how many there are, and whether they are unfolded."""

    system: str
    count: int
    is_open: bool


def grouped(courses: Iterable[Course], folded: frozenset[str]) -> tuple[SystemRow | Course, ...]:
    """Heads and the series below them; systems by name, and of each what asks for attention first."""
    by_system: dict[str, list[Course]] = {}
    for each in courses:
        by_system.setdefault(each.system, []).append(each)
    rows: list[SystemRow | Course] = []
    order = {"fail": 0, "warn": 1, "ok": 2, "unknown": 2}
    for system in sorted(by_system):
        is_open = system not in folded
        rows.append(SystemRow(system, len(by_system[system]), is_open))
        if is_open:
            rows += sorted(by_system[system], key=lambda each: (order[each.state], each.title, each.branch))
    return tuple(rows)
