"""A finding: something that is wrong, where, and the commands that would put it right."""

from dataclasses import dataclass

from engine.document.command import Command
from engine.document.path import Path
from engine.schema.fields import Severity


@dataclass(frozen=True)
class Finding:
    """One line of the Problems panel."""

    rule: str
    severity: Severity
    text: str
    """What is wrong and what to do, in the reader's words."""
    where: Path | None = None
    entity: str | None = None
    fix: tuple[Command, ...] = ()
    fix_title: str = ""
    other_fixes: tuple[tuple[str, tuple[Command, ...]], ...] = ()
    """Other ways to put it right, each with its title; where there are any, somebody has to choose."""
