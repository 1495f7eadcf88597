"""What a field asks for when it is edited: a value, or a calculation on each entity's old value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from editor.ui.fields.expression import Entry


class Change(Protocol):
    """Turns one entity's old value into its new one."""

    def apply(self, old: Any) -> Any: ...  # noqa: D102


@dataclass(frozen=True)
class To:
    """Every entity gets this value; None takes the value away, so that the prefab's or the default one shows again."""

    value: Any

    def apply(self, old: Any) -> Any:
        """The value itself."""
        return self.value


@dataclass(frozen=True)
class Calculated:
    """A typed number, arithmetic or relative edit of a number or of one axis of a vector."""

    entry: Entry
    axis: int | None = None
    whole: bool = False

    def apply(self, old: Any) -> Any:
        """The number, or a list with one number replaced."""
        if self.axis is None:
            return self._number(float(old or 0.0))
        vector = [float(part) for part in old]
        vector[self.axis] = self._number(vector[self.axis])
        return vector

    def _number(self, old: float) -> float | int:
        new = self.entry.apply(old)
        return round(new) if self.whole else float(new)


class Editing(Protocol):
    """What a field is given to edit with: one value and its gesture, whatever and however many entities hold it."""

    def edit(self, change: Change) -> None:
        """Make a change as one undo entry."""

    def begin(self) -> None:
        """Start a gesture."""

    def preview(self, change: Change) -> None:
        """Show a change, measured from where the gesture began."""

    def commit(self) -> None:
        """End the gesture as one undo entry."""

    def cancel(self) -> None:
        """End the gesture as if nothing had happened."""


Candidates = Callable[[], tuple[tuple[str, str, str], ...]]
"""What a reference may name, asked when the list opens: (id, title, glyph)."""
