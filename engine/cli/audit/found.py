"""Which findings are meant by the words of a verb."""

import re
from pathlib import Path

from engine.audit.audit import Audit
from engine.audit.site import PRIORITIES, Finding
from engine.cli.console import fail

FIXED_KINDS = ("unwrap", "expect")
LINE = re.compile(r"(?P<file>.+?):(?P<line>\d+)(?::(?P<column>\d+))?")


def chosen(root: Path, places: list[str], priority: str, *, as_json: bool) -> list[Finding]:
    """Unwraps and expects of a folder by fingerprint, by FILE:LINE[:COLUMN], or by priority, in the order of the files.

    Ends the verb with a sentence where a place names none.
    """
    if priority not in ("", *PRIORITIES):
        fail(f"{priority} is no priority; expected one of {', '.join(PRIORITIES)}.", as_json=as_json)
    if not places and not priority:
        fail("name a place, as a fingerprint or as FILE:LINE, or a --priority.", as_json=as_json)
    there = [each for each in Audit(root).scan().findings if each.kind in FIXED_KINDS]
    found = [each for each in there if priority and each.priority == priority]
    for place in places:
        meant = [each for each in there if each.fingerprint == place] or _on_line(there, place, root)
        if not meant:
            fail(f"{root}: no unwrap or expect is at {place}; `astraweave audit {root}` lists them.", as_json=as_json)
        found += meant
    if not found:
        fail(f"{root}: no unwrap or expect has priority {priority}.", as_json=as_json)
    return list({each.fingerprint: each for each in found}.values())


def _on_line(findings: list[Finding], place: str, root: Path) -> list[Finding]:
    told = LINE.fullmatch(place)
    if told is None:
        return []
    path = Path(told["file"])
    file = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
    line, column = int(told["line"]), int(told["column"] or 0)
    return [e for e in findings if e.file == file and e.line == line and column in (0, e.column)]
