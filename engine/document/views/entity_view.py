"""An entity as everybody but its file sees it: prefab resolved, components typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.document.finding import Finding
from engine.document.path import Path
from engine.schema.component import Component


@dataclass(frozen=True, slots=True)
class EntityView:
    """An entity as everybody but its file sees it: prefab resolved, components typed."""

    id: str
    name: str
    file: str
    parent: str | None
    prefab: str | None
    tags: tuple[str, ...]
    hidden: bool
    locked: bool
    components: Mapping[str, Component]
    overrides: frozenset[str]
    """The fields that an instance states itself: "health.current"; empty without a prefab."""
    opaque: tuple[str, ...]
    """Component ids that nothing here knows; kept byte for byte, read-only."""
    problems: tuple[Finding, ...]
    removed: tuple[str, ...] = ()
    """The components of its prefab that an instance does without."""

    @property
    def path(self) -> Path:
        """The entity's place in the document."""
        return Path.entity(self.file, self.id)
