"""An entity as everybody but its file sees it: prefab resolved, components typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.document.finding import Finding
from engine.document.path import Path
from engine.schema.component import Component
from engine.schema.components.transform import Transform
from engine.schema.text import ENTITIES


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
    part_of: str | None = None
    """The instance that it is a part of, by the id of that one's root (`camp_1` of `camp_1.tent`); else None."""
    stated: Transform | None = None
    """Where a part stands in its prefab's own space, as files say it; `components` say where it stands here."""

    @property
    def path(self) -> Path:
        """The entity's place in the document."""
        if self.part_of is not None:
            return Path.entity(self.file, self.id)
        # An id that was read from a file may hold a point without being that of a part.
        return Path(self.file, (ENTITIES, self.id))

    @property
    def part(self) -> str:
        """The name that a part has in its prefab: `tent` of `camp_1.tent`; "" for what is no part."""
        return self.id[len(self.part_of) + 1 :] if self.part_of is not None else ""

    @property
    def is_instance(self) -> bool:
        """Whether a prefab gives it something that it may say differently."""
        return self.prefab is not None or self.part_of is not None
