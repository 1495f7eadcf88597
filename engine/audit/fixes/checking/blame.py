"""Which of several edits an error of the compiler is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.audit.fixes.checking.verdict import Complaint, Span
from engine.audit.fixes.edit import Edit, in_order


@dataclass(frozen=True)
class Region:
    """Bytes of an edited file that one fix wrote, and the bytes of the function around them."""

    file: Path
    start: int
    end: int
    function_start: int
    function_end: int


def moved(offset: int, edits: Sequence[Edit], *, behind_inserts: bool) -> int:
    """Where a byte of the old file stands in the edited one; what is inserted right there comes before it or not."""
    shift = 0
    for edit in in_order(edits):
        is_before = edit.end < offset or (edit.end == offset and (behind_inserts or edit.start < offset))
        if is_before:
            shift += len(edit.new) - (edit.end - edit.start)
    return offset + shift


def blamed(
    complaints: Sequence[Complaint], regions: Mapping[int, Region], texts: Mapping[Path, bytes]
) -> dict[int, Complaint]:
    """Fixes by their number in `regions` with the error that is about each; empty where no error can be laid to one.

    An error is about the fixes whose bytes its main place meets; else those that any of its places meets; else those in
    the same function. Only the first of these three ways that finds somebody counts, over all errors.
    """
    lines = {file: _line_starts(text) for file, text in texts.items()}

    def wrote_it(span: Span, region: Region) -> bool:
        return span.is_primary and _meets(span, region.start, region.end, lines)

    def is_named(span: Span, region: Region) -> bool:
        return _meets(span, region.start, region.end, lines)

    def is_near(span: Span, region: Region) -> bool:
        return _meets(span, region.function_start, region.function_end, lines)

    for way in (wrote_it, is_named, is_near):
        found: dict[int, Complaint] = {}
        for complaint in complaints:
            for number, region in regions.items():
                if any(span.file == region.file and way(span, region) for span in complaint.spans):
                    found.setdefault(number, complaint)
        if found:
            return found
    return {}


def _meets(span: Span, start: int, end: int, lines: Mapping[Path, tuple[bytes, list[int]]]) -> bool:
    text, starts = lines[span.file]
    first = _offset(text, starts, span.line, span.column)
    last = _offset(text, starts, span.end_line, span.end_column)
    return first < max(end, start + 1) and start < max(last, first + 1)


def _line_starts(text: bytes) -> tuple[bytes, list[int]]:
    starts = [0]
    for line in text.split(b"\n"):
        starts.append(starts[-1] + len(line) + 1)
    return text, starts


def _offset(text: bytes, starts: list[int], line: int, column: int) -> int:
    """Bytes before a column; rustc counts characters."""
    if line >= len(starts):
        return len(text)
    words = text[starts[line - 1] : starts[line]].decode("utf-8", "replace")
    return starts[line - 1] + len(words[: column - 1].encode())
