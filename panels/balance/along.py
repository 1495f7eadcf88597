"""The curve of a number that is dragged, without a window: where it stands, and what it says in words."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from editor.api import Editor, Wanted
from panels.balance.words import SHORT, percent

if TYPE_CHECKING:
    from engine.balance.curve import Point


class Along:
    """What the editor knows of the win rate along a number."""

    def __init__(self, editor: Editor) -> None:
        self._balance = editor.balance
        self.question = editor.balance.along

    @property
    def points(self) -> "tuple[Point, ...]":
        """The values that were played, ascending."""
        answer = self.question.answer
        return answer.curve.points if answer is not None else ()

    @property
    def band(self) -> Wanted | None:
        """The band of the win rate that is asked for; None where none is."""
        wanted = self._balance.wanted[self.question.skill]
        return wanted if wanted.is_asked else None

    @property
    def unit(self) -> str:
        """The number's unit with the space before it; "" where it has none."""
        number = self.question.number
        return f" {number.unit}" if number is not None and number.unit else ""

    @property
    def told(self) -> str:
        """What the curve says at the present value, in words; without a curve why there is none."""
        question, points, value = self.question, self.points, self.question.value
        if question.error:
            return f"It could not be played: {question.error}"
        who = SHORT[question.skill]
        if not points:
            return "The first values are being played." if question.is_running else question.why_not()
        rate = at(points, value) if value is not None else None
        if rate is None:
            said = f"{who}: not played at {value:.4g}{self.unit}." if value is not None else f"{who}."
        else:
            said = f"{who} wins about {percent(rate)} at {value:.4g}{self.unit}."
        return f"Out of date since another edit. {said}" if question.is_stale else said

    @property
    def rests_on(self) -> str:
        """Values, seeds and version of the curve, and how its intervals are made."""
        answer, points = self.question.answer, self.points
        if answer is None or not points:
            return ""
        runs = min(point.runs for point in points)
        version = f", version {answer.content[:7]}" if answer.content else ""
        so_far = "" if answer.curve.is_complete else " so far"
        whole = " Who begins whole does so at each value." if self.question.takes_along else ""
        return f"{len(points)} values, seeds 0 to {runs - 1}{so_far}{version}, autopilot. Wilson 95 % intervals.{whole}"


def at(points: "Sequence[Point]", value: float) -> float | None:
    """The win rate at a value, on the straight line between those played; None beside them."""
    for before, after in pairwise(points):
        if before.value <= value <= after.value:
            share = (value - before.value) / (after.value - before.value)
            return before.rate + share * (after.rate - before.rate)
    return None
