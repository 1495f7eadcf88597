"""Comments in a merge: lines above a statement, remarks behind it, and those that would otherwise be lost."""

import re
from collections import Counter
from collections.abc import Iterable

from engine.document.merge.conflict import Trio
from engine.document.order import merged_order
from engine.schema.toml_split import comments_of


def merged_lead(leads: Trio[str]) -> str:
    """The comment and blank lines above something: without what either side took out, with what either added."""
    alone = leads.changed_once()
    if alone is not None:
        return alone
    lines = leads.map(_numbered)
    start, our, their = (set(each) for each in lines)
    wanted = (start & our & their) | (our - start) | (their - start)
    return "".join(item.partition(":")[2] for item in merged_order(lines, wanted))


def merged_end(ends: Trio[str]) -> str:
    """What stands behind a value up to the end of its line: one side's, or both remarks one after the other."""
    alone = ends.changed_once()
    if alone is not None:
        return alone
    first, second = sorted((ends.ours, ends.theirs))
    if not first.strip() or not second.strip() or first.strip() == second.strip():
        return second
    return f"{first.rstrip()} {second.strip()}\n"


def lost_comments(result: str, base: str, sides: Iterable[str], dropped: Iterable[str]) -> list[str]:
    """Comments that a side wrote and the result lacks, other than those of values that lost a conflict."""
    known = _remarks(base)
    excused = sum((_remarks(text) for text in dropped), Counter[str]())
    have = _remarks(result)
    lost: list[str] = []
    for side in sorted(sides):
        missing = _remarks(side) - known - have - excused
        lost += missing.elements()
        have += missing
    return lost


def _remarks(text: str) -> Counter[str]:
    """How often each comment stands in a text; two remarks behind one value count as two."""
    return Counter(piece for comment in comments_of(text) for piece in re.split(r"\s+(?=#)", comment))


def comment_lines(text: str) -> str:
    """Every comment of a text on a line of its own."""
    return "".join(f"{comment}\n" for comment in comments_of(text))


def _numbered(lead: str) -> list[str]:
    """The lines of a lead, each told apart from its equals by a number before a colon."""
    seen: Counter[str] = Counter()
    numbered: list[str] = []
    for line in lead.splitlines(keepends=True):
        seen[line] += 1
        numbered.append(f"{seen[line]}:{line}")
    return numbered
