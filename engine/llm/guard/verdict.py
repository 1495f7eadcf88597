"""Verdicts: whether a plan may be carried out; and if not, which step refused what, and what would be accepted."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Verdict:
    """What the guard says of a plan.

    `step` is the one that refused it, or the last one that let it pass. `call` is the place of the call in the plan,
    from 0, None where the whole plan is meant; `field` the argument in question; `constraint` the rule by name;
    `expected` what would be accepted, as a phrase; `nearest` the nearest legal value, None where there is none.
    """

    accepted: bool
    step: str
    reason: str = ""
    call: int | None = None
    tool: str = ""
    field: str = ""
    constraint: str = ""
    expected: str = ""
    nearest: str | float | None = None

    def sentence(self) -> str:
        """The same for whoever has to mend the plan."""
        if self.accepted:
            return "The plan is accepted."
        where = f"Call {self.call + 1}" if self.call is not None else "The plan"
        where += f" ({self.tool})" if self.tool else ""
        where += f", {self.field}" if self.field else ""
        said = f"{where}: {self.reason}. Rule: {self.constraint}."
        if self.expected:
            said += f" Expected: {self.expected}."
        return said if self.nearest is None else f"{said} Nearest: {self.nearest}."

    def data(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)


class Refused(Exception):  # noqa: N818 - it is a verdict, not a mistake of the program
    """A step refuses a plan."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.sentence())
        self.verdict = verdict


def refuse(
    step: str,
    constraint: str,
    reason: str,
    *,
    call: int | None = None,
    tool: str = "",
    field: str = "",
    expected: str = "",
    nearest: str | float | None = None,
) -> Refused:
    """The refusal to raise."""
    return Refused(Verdict(False, step, reason, call, tool, field, constraint, expected, nearest))
