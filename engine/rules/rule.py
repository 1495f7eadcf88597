"""How a rule is written: a function over a scene that yields findings, with an id, a severity and a title."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import get_args

from engine.document import Finding
from engine.rules.scene import RuleScene
from engine.schema.fields import Severity


@dataclass(frozen=True)
class Rule:
    """A rule as the walk finds it."""

    id: str
    severity: Severity
    title: str
    run: Callable[[RuleScene], Iterable[Finding]]

    @property
    def doc(self) -> str:
        """What the rule says about itself: what is wrong, and why it matters."""
        return (self.run.__doc__ or "").strip()


def rule(id: str, severity: Severity, title: str) -> Callable[[Callable[[RuleScene], Iterable[Finding]]], Rule]:
    """Make a rule of the decorated function.

    Args:
        id: Its name in findings: "spawn-inside-obstacle".
        severity: "error" where the encounter can't work, "warning" where it may not, "hint" for the rest.
        title: What it looks for, in a few words.

    Raises:
        ValueError: There is no such severity.
    """
    if severity not in get_args(Severity):
        raise ValueError(f"rule {id!r}: severity is {severity!r}; expected one of {', '.join(get_args(Severity))}")

    def decorate(run: Callable[[RuleScene], Iterable[Finding]]) -> Rule:
        return Rule(id, severity, title, run)

    return decorate
