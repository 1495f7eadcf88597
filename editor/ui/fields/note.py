"""What is known of a thing that a list may name: for its row, and for the list to choose from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Note:
    """A thing's title and glyph, one sentence about it, further lines, and the number that it has by itself."""

    title: str
    glyph: str
    doc: str = ""
    lines: tuple[str, ...] = ()
    number: float | None = None

    @property
    def text(self) -> str:
        """Everything, a line each, for tooltips."""
        return "\n".join(line for line in (self.doc, *self.lines) if line)
