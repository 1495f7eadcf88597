"""What is wrong with a proposal, written for whoever has to mend it, be it a model or a person."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from engine.llm.guard.verdict import Verdict
from engine.schema.fields import Severity

Step = Literal["size and depth", "JSON", "schema", "scope", "operation", "rule"]
"""The steps that look at an answer, in their order."""


@dataclass(frozen=True)
class ProposalFinding:
    """One thing that is wrong, or worth knowing.

    `operation` is the place of the operation in its hunk, from 0. `field` is the argument in question, `rule` what it
    offends, `expected` what would be accepted, `nearest` the nearest legal value as plain data; None where there is
    none. Only an "error" keeps a proposal from being accepted.
    """

    step: Step
    rule: str
    reason: str
    severity: Severity = "error"
    hunk: str | None = None
    operation: int | None = None
    field: str = ""
    expected: str = ""
    nearest: Any = None

    def sentence(self) -> str:
        """The same in words: where, what, which rule, what would do."""
        where = "The proposal" if self.hunk is None else f'Hunk "{self.hunk}"'
        where += "" if self.operation is None else f", operation {self.operation + 1}"
        where += f", {self.field}" if self.field else ""
        said = f"{where}: {self.reason.rstrip('.')}. Rule: {self.rule}."
        if self.expected:
            said += f" Expected: {self.expected.rstrip('.')}."
        return said if self.nearest is None else f"{said} Nearest: {self.nearest}."

    def data(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)


def finding_of(verdict: Verdict, step: Step) -> ProposalFinding:
    """What a step of the guard says of an answer as a whole."""
    return ProposalFinding(
        step,
        verdict.constraint,
        verdict.reason,
        field=verdict.field,
        expected=verdict.expected,
        nearest=verdict.nearest,
    )


class UnreadableError(Exception):
    """An answer is no proposal at all; `findings` say where and why."""

    def __init__(self, findings: tuple[ProposalFinding, ...]) -> None:
        super().__init__(" ".join(each.sentence() for each in findings))
        self.findings = findings
