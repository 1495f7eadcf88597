"""What a field shows at one moment: the values of the selected entities and what is remarkable about them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from editor.ui.fields.note import Said

NOTHING: Any = object()
"""Stands for a running value that is not there."""


@dataclass(frozen=True)
class Fault:
    """Why a value is wrong, in words, and how one click repairs it."""

    text: str
    fix_title: str = ""
    fix: Any = None
    severity: str = "error"
    at: tuple[str, int] | None = None
    """Which word of a list it is about, and the how manieth of that name; None for the whole value."""


@dataclass(frozen=True)
class FieldState:
    """Values in the order of selection, one for each entity.

    `overridden` marks a value that a prefab's instance gives itself; `inherited` is what a revert would bring back.
    """

    values: tuple[Any, ...]
    inherited: tuple[Any, ...] = ()
    overridden: bool = False
    faults: tuple[Fault, ...] = field(default=())
    why_not: str = ""
    running: Any = NOTHING
    tuned: bool = False
    """Whether the running value was tuned away from the document's, to which a revert takes it back."""
    origin: tuple[str, ...] = ()
    """The prefabs that an inherited value comes through, nearest first and its source last."""
    remarks: tuple[tuple[str, Said], ...] = ()
    """(name, sentence) of the words of a list: what there is to say of them, a warning perhaps, beside their faults."""

    unused: str = ""
    """Why the value does not count in any of the entities; empty while it does."""

    @property
    def is_left_out(self) -> bool:
        """Whether the value does not count, nobody stated one, and nothing is wrong with it."""
        return bool(self.unused) and not self.faults and not self.overridden and self.values == self.inherited

    @property
    def value(self) -> Any:
        """The primary entity's value."""
        return self.values[-1] if self.values else None

    @property
    def mark(self) -> str:
        """What the style sheet draws: "error" for a wrong value, "over" for an overridden one, else nothing."""
        is_wrong = any(fault.severity == "error" for fault in self.faults)
        return "error" if is_wrong else "over" if self.overridden else ""

    @property
    def is_mixed(self) -> bool:
        """Whether the entities hold different values."""
        return any(value != self.values[0] for value in self.values[1:])

    @property
    def is_running(self) -> bool:
        """Whether a running value is known."""
        return self.running is not NOTHING

    @property
    def can_revert(self) -> bool:
        """Whether a revert would change something."""
        return not self.why_not and (self.tuned or self.overridden or self.values != self.inherited)

    def axis_is_changed(self, axis: int) -> bool:
        """Whether any entity differs from its inherited vector on one axis."""
        return any(own[axis] != base[axis] for own, base in zip(self.values, self.inherited, strict=True))
