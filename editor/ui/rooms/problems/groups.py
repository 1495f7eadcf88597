"""Problems in groups: of one severity, kind, entity or file, each with a head that folds it and repairs all of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from editor.api import Finding
from engine.document.path import words

Grouping = Literal["none", "severity", "kind", "entity", "file"]
GROUPINGS: tuple[Grouping, ...] = ("none", "severity", "kind", "entity", "file")


@dataclass(frozen=True)
class GroupRow:
    """The head of a group: its key and title, the gravest severity in it, its findings, and whether they are shown."""

    key: str
    title: str
    severity: str
    findings: tuple[Finding, ...]
    is_open: bool


def grouped(
    findings: Iterable[Finding], key: Callable[[Finding], tuple[str, str]], folded: Collection[str]
) -> tuple[Finding | GroupRow, ...]:
    """Heads and the findings below them; `key` gives a finding's group and what that is called.

    Findings come gravest first, so the group with the gravest one comes first too.
    """
    groups: dict[str, list[Finding]] = {}
    titles: dict[str, str] = {}
    for finding in findings:
        name, title = key(finding)
        groups.setdefault(name, []).append(finding)
        titles.setdefault(name, title)
    rows: list[Finding | GroupRow] = []
    for name, found in groups.items():
        is_open = name not in folded
        rows.append(GroupRow(name, titles[name], found[0].severity, tuple(found), is_open))
        if is_open:
            rows += found
    return tuple(rows)


def kind_title(rule: str, titles: dict[str, str]) -> str:
    """What a rule looks for, or its id in words where no rule has it, as of what was found while loading."""
    return titles.get(rule) or words(rule.replace("-", "_"))
