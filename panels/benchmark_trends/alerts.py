"""What asks for attention: changes for the worse of more than 10 %, and runs that fail their limit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.benchmarks.beside.confirming import Confirmed
from engine.benchmarks.beside.course import Course, Shift
from engine.benchmarks.verifying.verdict import SLOWER


@dataclass(frozen=True)
class Alert:
    """A series with what is wrong: `shift`, the change; None where its newest run fails the limit."""

    course: Course
    shift: Shift | None
    confirmed: Confirmed | None = None

    @property
    def key(self) -> str:
        """What a verdict on it is kept under: the series and the commits."""
        return key_of(self.course, self.shift)

    @property
    def is_dismissed(self) -> bool:
        """Whether measuring by turns did not confirm it."""
        return self.confirmed is not None and self.confirmed.says != SLOWER


def key_of(course: Course, shift: Shift | None) -> str:
    """The same in every reading of the history."""
    return f"{course.id} {shift.commits if shift is not None else 'limit'}"


def alerts_of(courses: Iterable[Course], confirmed: Mapping[str, Confirmed]) -> tuple[Alert, ...]:
    """What is not verified yet comes first, then what was confirmed, then what was not."""
    found: list[Alert] = []
    for each in courses:
        if each.alert is not None:
            found.append(Alert(each, each.alert, confirmed.get(key_of(each, each.alert))))
        if each.is_over:
            found.append(Alert(each, None))
    return tuple(sorted(found, key=_order))


def _order(alert: Alert) -> tuple[bool, bool, float]:
    worse = alert.shift.size if alert.shift is not None else alert.course.worse or 0.0
    return alert.is_dismissed, alert.confirmed is not None, -abs(worse)
