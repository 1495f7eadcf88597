"""Everything that is wrong or could be better now, from rules, loading, play and panels, in one list."""

from collections.abc import Iterable
from typing import Literal

from psygnal import Signal

from engine.document import Finding

Severity = Literal["error", "warning", "hint"]
_ORDER = {"error": 0, "warning": 1, "hint": 2}


class FindingsModel:
    """Findings by source ("rules", "load", "play", "panels"); `changed` fires when the list differs."""

    changed = Signal()

    def __init__(self) -> None:
        self._sources: dict[str, tuple[Finding, ...]] = {}
        self._items: tuple[Finding, ...] = ()
        self.is_current = True
        self.doors: dict[str, tuple[str, str]] = {}
        """For rules whose findings no command repairs: the action that leads on, by id, and what it is called there."""

    @property
    def items(self) -> tuple[Finding, ...]:
        """All findings: errors, then warnings, then hints; within a severity in the order of their sources."""
        return self._items

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(item.severity == severity for item in self._items)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Every finding that is an error."""
        return tuple(item for item in self._items if item.severity == "error")

    @property
    def errors_of_scene(self) -> tuple[Finding, ...]:
        """The errors that keep the scene from being played: those of rules and loading, not those of a run or panel."""
        own = (*self._sources.get("load", ()), *self._sources.get("rules", ()))
        return tuple(item for item in own if item.severity == "error")

    def of_entity(self, entity: str) -> tuple[Finding, ...]:
        """What is said about one entity."""
        return tuple(item for item in self._items if item.entity == entity)

    def from_source(self, source: str) -> tuple[Finding, ...]:
        """What one source says."""
        return self._sources.get(source, ())

    def replace(self, source: str, findings: Iterable[Finding]) -> None:
        """Take all findings of one source in place of its last ones."""
        new = tuple(findings)
        if new == self._sources.get(source, ()):
            return
        self._sources[source] = new
        self._gather()

    def add(self, source: str, finding: Finding) -> None:
        """Add one finding to a source."""
        self.replace(source, (*self._sources.get(source, ()), finding))

    def clear(self) -> None:
        """Forget everything, as when the project closes."""
        self._sources = {}
        self._gather()

    def _gather(self) -> None:
        flat = [item for source in self._sources.values() for item in source]
        self._items = tuple(sorted(flat, key=lambda item: _ORDER[item.severity]))
        self.changed.emit()
