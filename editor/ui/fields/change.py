"""What a field asks for when it is edited: a value, or a calculation on each entity's old value."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from editor.ui.fields.expression import Entry
from editor.ui.fields.note import Note

# Arithmetic in binary leaves dust such as 12.400000000000002, which nobody typed.
_DIGITS = 9


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
    """A typed number, arithmetic or relative edit of a number or of one axis of a vector.

    `low` and `high` hold the result of a scrub inside the field's range; typed numbers are taken as they are.
    """

    entry: Entry
    axis: int | None = None
    whole: bool = False
    low: float | None = None
    high: float | None = None
    is_step: bool = False
    """Whether it is one of many small steps by a key, as a scrub is one by the mouse."""

    def apply(self, old: Any) -> Any:
        """The number, or a list with one number replaced."""
        if self.axis is None:
            return self._number(float(old or 0.0))
        vector = [float(part) for part in old]
        vector[self.axis] = self._number(vector[self.axis])
        return vector

    def _number(self, old: float) -> float | int:
        new = self.entry.apply(old)
        if not math.isfinite(new):
            # No file holds such a number; the one before is better than none.
            return round(old) if self.whole else old
        new = new if self.low is None else max(self.low, new)
        new = new if self.high is None else min(self.high, new)
        return round(new) if self.whole else round(float(new), _DIGITS)


@dataclass(frozen=True)
class Measured:
    """Three typed entries for the axes of a vector; each may be relative to its axis' old value."""

    entries: tuple[Entry, Entry, Entry]

    def apply(self, old: Any) -> Any:
        """The new vector."""
        before = [float(part) for part in old or (0.0, 0.0, 0.0)]
        for axis, entry in enumerate(self.entries):
            before = Calculated(entry, axis).apply(before)
        return before


@dataclass(frozen=True)
class Added:
    """Every entity's list gets this value at the end, unless it is there."""

    value: Any

    def apply(self, old: Any) -> Any:
        """The longer list."""
        kept = list(old or ())
        return kept if self.value in kept else [*kept, self.value]


@dataclass(frozen=True)
class Taken:
    """Every entity's list loses this value."""

    value: Any

    def apply(self, old: Any) -> Any:
        """The shorter list."""
        return [each for each in old or () if each != self.value]


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


class Naming(Protocol):
    """What a reference field is given to name things with."""

    def candidates(self) -> tuple[tuple[str, str, str], ...]:
        """(id, title, glyph) of everything that may be named, asked when it is needed."""

    def notes(self) -> Mapping[str, Note]:
        """What is known of the things that may be named, by name; empty where nobody can say."""

    def start_pick(self) -> None:
        """Wait for a click on an entity."""

    def stop_pick(self) -> None:
        """Wait no longer."""
