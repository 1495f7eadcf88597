"""The entries of the remediation log: written for people in Markdown, read back word for word."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

from engine.audit.fixes.applying.records import Fixed, Record
from engine.audit.fixes.log.velocity import velocity_words
from engine.whole_file import write_whole

NAME = "UNWRAP_REMEDIATION_LOG.md"
HEAD = """# Unwrap remediation log

Written by `astraweave audit fix` and `astraweave audit undo`: one section a fix, the newest last.
`astraweave audit log` reads it.
"""
HEADING = re.compile(r"^## (?P<key>(?:Fix|Undo) [\d.]+)", re.MULTILINE)
FIELD = re.compile(r"^- (?P<name>[a-z]+): (?P<value>.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Entry:
    """A section. `key` is "Fix 7.1" or "Undo 7.1": the record, and the fix in it; `when` is in UTC."""

    key: str
    when: str
    file: str
    line: str
    crate: str
    priority: str
    pattern: str
    checked: str
    fingerprint: str
    item: str
    reason: str
    old: str = ""
    new: str = ""

    @property
    def is_fix(self) -> bool:
        """Whether it tells of a fix, and not that one was undone."""
        return self.key.startswith("Fix ")

    @property
    def moment(self) -> datetime:
        """When it happened."""
        return datetime.fromisoformat(self.when.replace("Z", "+00:00")).astimezone(UTC)


NAMED = tuple(each.name for each in fields(Entry) if each.name not in ("key", "old", "new"))


def entries_of(record: Record) -> list[Entry]:
    """What a record has to tell: of its fixes, if it stands, then of those that are undone."""
    numbered = list(enumerate(record.fixes, 1))
    fixes = [
        _entry(f"Fix {record.number}.{number}", record.when, each, each.old, each.new)
        for number, each in numbered
        if record.state == "applied"
    ]
    undone = [(number, each) for number, each in numbered if not record.stands(each)]
    return [*fixes, *(_entry(f"Undo {record.number}.{number}", now(), each) for number, each in undone)]


def _entry(key: str, when: str, fix: Fixed, old: str = "", new: str = "") -> Entry:
    told = (str(fix.line), fix.crate, fix.priority, fix.pattern, fix.checked, fix.fingerprint, fix.item, fix.reason)
    return Entry(key, when, fix.file, *told, old, new)


def now() -> str:
    """This moment in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def standing(entries: Iterable[Entry]) -> list[Entry]:
    """The fixes that were not undone."""
    told = list(entries)
    undone = {each.key.removeprefix("Undo ") for each in told if not each.is_fix}
    return [each for each in told if each.is_fix and each.key.removeprefix("Fix ") not in undone]


def read_log(root: Path) -> list[Entry]:
    """The entries of a tree's log, in its order; none where there is no log. What people wrote between them is kept."""
    path = root / NAME
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    heads = list(HEADING.finditer(text))
    ends = [*(head.start() for head in heads[1:]), len(text)][: len(heads)]
    found = (_read(head["key"], text[head.end() : end]) for head, end in zip(heads, ends, strict=True))
    return [each for each in found if each is not None]


def append(root: Path, entries: Sequence[Entry]) -> None:
    """Add entries to the log, whole or not at all; one whose key stands there already is not written again."""
    path = root / NAME
    known = read_log(root)
    text = path.read_text(encoding="utf-8") if path.is_file() else HEAD
    keys = {each.key for each in known}
    for each in entries:
        if each.key not in keys:
            known.append(each)
            text = f"{text.rstrip()}\n\n{_written(each, velocity_words(_moments(known), each.moment))}"
    write_whole(path, text)


def _moments(entries: Iterable[Entry]) -> list[datetime]:
    return [each.moment for each in standing(entries)]


def _written(entry: Entry, velocity: str) -> str:
    title = f"## {entry.key}: {entry.pattern}, {entry.file}:{entry.line}"
    told = [f"- {name}: {' '.join(getattr(entry, name).split())}" for name in NAMED]
    lines = [title, "", *told, f"- velocity: {velocity}"]
    if entry.is_fix:
        fence = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", entry.old + entry.new)), default=0))
        changed = [f"{mark}{line}" for mark, text in (("-", entry.old), ("+", entry.new)) for line in text.split("\n")]
        lines += ["", f"{fence}diff", *changed, fence]
    return "\n".join(lines) + "\n"


def _read(key: str, text: str) -> Entry | None:
    head, fence, body = text.partition("```diff\n") if "```diff\n" in text else (text, "", "")
    values = {found["name"]: found["value"] for found in FIELD.finditer(head)}
    if not {"when", "file", "pattern"} <= values.keys():
        return None
    changed = body.rpartition("\n```")[0].split("\n") if fence else []
    old, new = ("\n".join(line[1:] for line in changed if line[:1] == mark) for mark in "-+")
    try:
        entry = Entry(key=key, old=old, new=new, **{name: values.get(name, "") for name in NAMED})
        _ = entry.moment
    except ValueError:
        return None
    return entry
