"""A byte-exact change of one file, and how it is shown."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


class OverlapError(ValueError):
    """Two edits would change the same bytes."""


@dataclass(frozen=True, order=True)
class Edit:
    """Replaces the bytes from `start` up to `end` of a file by `new`; equal offsets insert."""

    start: int
    end: int
    new: bytes


def edited(source: bytes, edits: Iterable[Edit]) -> bytes:
    """The source with all edits made, whose offsets are those of `source`; inserts at one place keep their order.

    Raises:
        OverlapError: Two edits share a byte, or one lies outside the source.
    """
    parts: list[bytes] = []
    at = 0
    for edit in in_order(edits):
        if not at <= edit.start <= edit.end <= len(source):
            raise OverlapError(f"two edits meet at byte {edit.start}, or it lies outside a file of {len(source)} bytes")
        parts += [source[at : edit.start], edit.new]
        at = edit.end
    return b"".join((*parts, source[at:]))


def in_order(edits: Iterable[Edit]) -> list[Edit]:
    """The edits from first to last byte; of those at one place, inserts come first and in the order given."""
    return sorted(edits, key=lambda edit: (edit.start, edit.end))


def do_overlap(one: Iterable[Edit], other: Iterable[Edit]) -> bool:
    """Whether two sets of edits can't be made together.

    Inserts at one place can't either: which comes first would change the meaning.
    """
    theirs = list(other)
    return any(
        (a.start < b.end and b.start < a.end)
        or a.start == b.start
        or a.start < b.start < a.end
        or b.start < a.start < b.end
        for a in one
        for b in theirs
    )


def preview(file: str, before: bytes, after: bytes, context: int = 3) -> str:
    """A unified diff of two states of a file, as `git diff` shows it; bytes that are no UTF-8 are shown as escapes."""
    old, new = (text.decode("utf-8", "backslashreplace").splitlines(keepends=True) for text in (before, after))
    lines: list[str] = []
    for line in difflib.unified_diff(old, new, f"a/{file}", f"b/{file}", n=context):
        lines += [line] if line.endswith("\n") else [f"{line}\n", "\\ No newline at end of file\n"]
    return "".join(lines)
