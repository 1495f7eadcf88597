"""What a field asks for when it is edited: a value, or a calculation on each entity's old value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from editor.ui.fields.expression import Entry

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

    def apply(self, old: Any) -> Any:
        """The number, or a list with one number replaced."""
        if self.axis is None:
            return self._number(float(old or 0.0))
        vector = [float(part) for part in old]
        vector[self.axis] = self._number(vector[self.axis])
        return vector

    def _number(self, old: float) -> float | int:
        new = self.entry.apply(old)
        new = new if self.low is None else max(self.low, new)
        new = new if self.high is None else min(self.high, new)
        return round(new) if self.whole else round(float(new), _DIGITS)


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


@dataclass(frozen=True)
class Weighed:
    """Every entity's list of `name=weight` gets this weight for the name; None takes the name out."""

    name: str
    weight: float | None

    def apply(self, old: Any) -> Any:
        """The list with the name's weight changed in its place, or added at the end."""
        entries = [split_weight(str(each)) for each in old or ()]
        if self.weight is None:
            return [joined_weight(*entry) for entry in entries if entry[0] != self.name]
        found = any(name == self.name for name, _ in entries)
        new = [(name, self.weight if name == self.name else weight) for name, weight in entries]
        return [joined_weight(*entry) for entry in (new if found else [*new, (self.name, self.weight)])]


def split_weight(text: str) -> tuple[str, float]:
    """`protect=3.0` as name and weight; no weight, or one that cannot be read, counts as 1."""
    name, _, weight = text.partition("=")
    try:
        return name.strip(), float(weight) if weight.strip() else 1.0
    except ValueError:
        return name.strip(), 1.0


def joined_weight(name: str, weight: float) -> str:
    """Name and weight as a file holds them."""
    return f"{name}={float(weight)}"


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

    def start_pick(self) -> None:
        """Wait for a click on an entity."""

    def stop_pick(self) -> None:
        """Wait no longer."""
