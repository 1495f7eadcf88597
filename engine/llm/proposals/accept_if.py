"""What has to be measured of a proposal before it is accepted unseen: `win_rate(novice) in 0.4..0.7 and ...`."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from engine.world.ids import SKILLS

MEASURES: Mapping[str, str] = {
    "win_rate": "share of runs that are won, 0 to 1",
    "seconds_to_win": "median time of the runs that are won [s]",
    "party_falls": "how often somebody of the party falls, a run",
    "echo": "median Echo that is left",
}
"""What can be asked for, and what it is."""
EXAMPLE = "win_rate(novice) in 0.4..0.7 and win_rate(expert) in 0.8..1"
_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_CONDITION = re.compile(
    rf"\s*(?P<measure>\w+)\s*\(\s*(?P<skill>\w+)\s*\)\s+in\s+(?P<low>(?:{_NUMBER})?)\s*\.\.\s*(?P<high>(?:{_NUMBER})?)\s*\Z"
)
_AND = re.compile(r"\sand\s", re.IGNORECASE)


class ExpressionError(ValueError):
    """A condition can't be understood; the message says which part, and what was expected."""


@dataclass(frozen=True)
class Condition:
    """One measure of one skill, and the range that it has to lie in, both ends included."""

    measure: str
    skill: str
    low: float
    high: float

    def __str__(self) -> str:
        """As it is written."""
        low = "" if math.isinf(self.low) else f"{self.low:g}"
        high = "" if math.isinf(self.high) else f"{self.high:g}"
        return f"{self.measure}({self.skill}) in {low}..{high}"


@dataclass(frozen=True)
class Judged:
    """A condition, what was measured, and whether it holds; what was not measured does not."""

    condition: Condition
    value: float | None

    @property
    def holds(self) -> bool:
        """Whether it lies in the range."""
        return self.value is not None and self.condition.low <= self.value <= self.condition.high

    def sentence(self) -> str:
        """What was asked for and what came out."""
        found = "n/a" if self.value is None else f"{self.value:.4g}"
        return f"{self.condition}: {found}, {'yes' if self.holds else 'no'}"


@dataclass(frozen=True)
class AcceptIf:
    """Conditions that have to hold all together after the proposal."""

    conditions: tuple[Condition, ...]

    @property
    def skills(self) -> tuple[str, ...]:
        """Whose runs are asked for."""
        return tuple(dict.fromkeys(each.skill for each in self.conditions))

    def judge(self, report: Mapping[str, Any]) -> tuple[Judged, ...]:
        """Each condition beside what a report says of the runs after the proposal."""
        after = {
            str(each["skill"]): each
            for each in cast("list[Mapping[str, Any]]", report["results"])
            if each["variant"] == "after"
        }
        return tuple(Judged(each, _measured(each.measure, after.get(each.skill))) for each in self.conditions)


def accept_if(text: str) -> AcceptIf:
    """Understand conditions joined by "and".

    Raises:
        ExpressionError: A part is none, or asks for what is not measured.
    """
    return AcceptIf(tuple(_condition(part) for part in _AND.split(text)))


def _condition(text: str) -> Condition:
    match = _CONDITION.match(text)
    if match is None:
        raise ExpressionError(
            f'"{text.strip()}" is no condition; expected MEASURE(SKILL) in LOW..HIGH, as {EXAMPLE!r}.'
        )
    measure, skill = match["measure"], match["skill"]
    if measure not in MEASURES:
        raise ExpressionError(f'"{measure}" is not measured; expected one of {", ".join(MEASURES)}.')
    if skill not in SKILLS:
        raise ExpressionError(f'there is no skill "{skill}"; expected one of {", ".join(SKILLS)}.')
    low, high = float(match["low"] or "-inf"), float(match["high"] or "inf")
    if math.isinf(low) and math.isinf(high):
        raise ExpressionError(f'"{text.strip()}" holds of everything; expected at least one end of the range.')
    if low > high:
        raise ExpressionError(f'"{text.strip()}" holds of nothing; expected the lower end first.')
    if measure == "win_rate" and (low > 1.0 or high < 0.0):
        raise ExpressionError(f'"{text.strip()}" holds of nothing; a win rate lies between 0 and 1.')
    return Condition(measure, skill, low, high)


def _measured(measure: str, result: Mapping[str, Any] | None) -> float | None:
    if result is None or not result["runs"]:
        return None
    match measure:
        case "win_rate":
            return result["win_rate"]
        case "party_falls":
            deaths = cast("list[Mapping[str, Any]]", result["deaths"])
            return float(sum(each["per_run"] for each in deaths if each["party"]))
        case _:
            spread = cast("Mapping[str, float] | None", result[measure])
            return spread["median"] if spread is not None else None
