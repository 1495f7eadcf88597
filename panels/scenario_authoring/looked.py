"""What was found in an answer, as lines; and how a step may stand."""

from dataclasses import dataclass
from typing import Any, Literal

from panels.scenario_authoring.words import counted

State = Literal["ahead", "now", "done", "wrong", "void"]
"""A step is "void" where there is nothing for it to do."""


@dataclass(frozen=True)
class Found:
    """Something that was found, as a line: its severity, the part that it is about, and what it says."""

    severity: str
    hunk: str
    finding: Any


@dataclass(frozen=True)
class Looked:
    """One answer that was looked at: what it came to, and what was found in it."""

    title: str
    state: State
    found: tuple[Found, ...]


def looked_of(title: str, findings: Any, *, is_void: bool = False) -> Looked:
    """An answer as it is told; one that proposes nothing is void."""
    if is_void and not findings:
        return Looked(f"{title}: n/a, since nothing is proposed", "void", ())
    errors = sum(each.severity == "error" for each in findings)
    others = len(findings) - errors
    told = [counted(errors, "error")] if errors else ["no errors"]
    told += [counted(others, "warning")] if others else []
    found = tuple(Found(each.severity, each.hunk or "", each) for each in findings)
    return Looked(f"{title}: {', '.join(told)}", "wrong" if errors else "done", found)
