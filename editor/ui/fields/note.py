"""What is known of a thing that a list may name: for its row, and for the list to choose from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Translate = Callable[..., str]


@dataclass(frozen=True)
class Said:
    """A sentence with {slots}, as data: who shows it puts it into the user's language."""

    template: str
    slots: tuple[tuple[str, str], ...] = ()
    warns: bool = False
    """Whether it is a reason to look again."""

    def told(self, tr: Translate) -> str:
        """The sentence in the user's language."""
        return tr(self.template, **dict(self.slots))


def said(template: str, /, **slots: str) -> Said:
    """A sentence and what fills its slots."""
    return Said(template, tuple(slots.items()))


def warned(template: str, /, **slots: str) -> Said:
    """A sentence that is a reason to look again."""
    return Said(template, tuple(slots.items()), warns=True)


@dataclass(frozen=True)
class Note:
    """A thing's title and glyph, one sentence about it, further ones, and the number that it has by itself."""

    title: str
    glyph: str
    doc: str = ""
    lines: tuple[Said, ...] = ()
    number: float | None = None

    def told(self, tr: Translate) -> str:
        """Everything, a line each, for tooltips."""
        return "\n".join(line for line in (self.doc, *(line.told(tr) for line in self.lines)) if line)
