"""The file of a finding as text, with the place that the finding is about, and whether it is still as scanned."""

from dataclasses import dataclass, field
from pathlib import Path

from engine.audit.site import Finding, one_line

LARGEST_BYTES = 8 * 1024 * 1024
CHANGED = "The file has changed since it was scanned. Scan again, and the place is found anew."


@dataclass(frozen=True)
class Source:
    """A text with "\\n" between its lines. `start` and `end` are around the place, in UTF-16 units as Qt counts them.

    `problem` says why there is no text, or why the place may be elsewhere by now.
    """

    text: str = ""
    start: int = 0
    end: int = 0
    problem: str = ""
    has_text: bool = field(default=False)


def source_of(root: Path, finding: Finding) -> Source:
    """Read the file that a finding is in."""
    path = root / finding.file
    try:
        if path.stat().st_size > LARGEST_BYTES:
            return Source(problem=f"{finding.file} has more than {LARGEST_BYTES // 1024**2} MiB and is not shown.")
        raw = path.read_bytes()
    except OSError as error:
        return Source(problem=f"{finding.file} can't be read: {error.strerror or error}. Scan again.")
    place = raw[finding.start : finding.end].decode("utf-8", "replace")
    problem = "" if one_line(place) == finding.code else CHANGED
    start = units(raw[: finding.start])
    return Source(_text(raw), start, start + units(raw[finding.start : finding.end]), problem, has_text=True)


def units(raw: bytes) -> int:
    """How long a piece of a file is in the text shown, in UTF-16 units."""
    return len(_text(raw).encode("utf-16-le", "surrogatepass")) // 2


def _text(raw: bytes) -> str:
    return (
        raw.decode("utf-8", "replace")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\x00", "\N{REPLACEMENT CHARACTER}")
    )
