"""A merge that waits for the user: its conflicts, which side was chosen for each, and what is still open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from engine.document.merge import Conflict, Merge, Side

Origin = Literal["disk", "git", "recovery"]


@dataclass
class OpenMerge:
    """A merge in progress. `files` are those that both sides changed; `accepts` what the disk holds of them."""

    merge: Merge
    origin: Origin
    files: tuple[str, ...]
    accepts: Mapping[str, str] = field(default_factory=dict[str, str])
    choices: dict[str, Side] = field(default_factory=dict[str, Side])

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """All conflicts, resolved ones included."""
        return self.merge.conflicts

    @property
    def resolved(self) -> int:
        """How many conflicts a side was chosen for."""
        return sum(conflict.key in self.choices for conflict in self.conflicts)

    @property
    def open(self) -> int:
        """How many conflicts still wait."""
        return len(self.conflicts) - self.resolved

    def choose(self, keys: Iterable[str], side: Side) -> None:
        """Let a side hold in some conflicts.

        Raises:
            KeyError: There is no such conflict.
        """
        known = {conflict.key for conflict in self.conflicts}
        for key in keys:
            if key not in known:
                raise KeyError(key)
            self.choices[key] = side

    def keep(self, last: "OpenMerge | None") -> None:
        """Take over the choices of an earlier merge, for conflicts in which the chosen side still says the same."""
        before = {conflict.key: conflict for conflict in last.conflicts} if last is not None else {}
        for conflict in self.conflicts:
            side = last.choices.get(conflict.key) if last is not None else None
            if side is not None and getattr(before[conflict.key], side) == getattr(conflict, side):
                self.choices[conflict.key] = side
