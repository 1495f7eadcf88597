"""What the inspector can show: entities, and the headers of the open scene and encounter, behind one door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from editor.api import EntityView, Path
from editor.ui.fields.state import NOTHING
from editor.ui.rooms.inspector.units import to_field
from engine.document.path import words
from engine.document.prefabs.chain import links
from engine.schema.fields import FieldSpec


@dataclass(frozen=True)
class SectionFacts:
    """One group of fields: a component of an entity or a part of a file's header."""

    id: str
    title: str
    icon: str
    doc: str
    fields: tuple[FieldSpec, ...]
    is_known: bool = True
    is_own: bool = False
    removed_from: str = ""
    """The prefab that has the component which the entity does without."""


class Subject(Protocol):
    """One thing whose values can be shown and set."""

    id: str
    file: str
    name: str

    def section_ids(self) -> frozenset[str]: ...  # noqa: D102
    def sections(self) -> tuple[SectionFacts, ...]: ...  # noqa: D102
    def path(self, section: str, field: str = "") -> Path: ...  # noqa: D102
    def value(self, section: str, field: FieldSpec) -> Any: ...  # noqa: D102
    def component(self, section: str) -> Any: ...  # noqa: D102
    def inherited(self, section: str, field: FieldSpec) -> Any: ...  # noqa: D102
    def is_override(self, section: str, field: str) -> bool: ...  # noqa: D102
    def origin(self, section: str, field: str) -> tuple[str, ...]: ...  # noqa: D102


class EntitySubject:
    """An entity of the scene or the encounter, its prefab resolved."""

    is_prefab = False

    def __init__(self, editor: Any, view: EntityView) -> None:
        self._editor = editor
        self.view = view
        self.id: str = view.id
        self.file: str = self.view.file
        self.name: str = self.view.name
        self._chain = links(editor.view.snapshot, view.file, view.id)
        self._below = editor.view.below(view) if view.file in editor.view.snapshot.files else {}
        self.prefab: str = self.view.prefab or ""
        if view.part_of is not None and len(self._chain) > 1:
            self.prefab = self._chain[1].name

    def section_ids(self) -> frozenset[str]:
        """The ids of the sections."""
        return frozenset((*self.view.components, *self.view.opaque, *(f"-{id}" for id in self.removed)))

    @property
    def removed(self) -> tuple[str, ...]:
        """The components that its prefab has and it does without."""
        return tuple(id for id in self.view.removed if id in self._below and id not in self.view.components)

    @property
    def inherited_ids(self) -> frozenset[str]:
        """The components that its prefab has."""
        return frozenset(self._below)

    @property
    def prefabs(self) -> tuple[tuple[str, str], ...]:
        """The prefabs that it is made from, nearest first: (file name, title)."""
        return tuple((link.name, link.title) for link in self._chain[1:])

    def sections(self) -> tuple[SectionFacts, ...]:
        """The entity's components in the vocabulary's order, transform first, then blocks that nothing explains."""
        known = self._editor.document.vocabulary.components
        own = self._chain[0].data
        ids = [*self.view.components, *self.view.opaque]
        ids.sort(key=lambda name: (_RANK.get(name, len(_FIRST)), name))
        base = self.prefabs[0][1] if self.prefabs else ""
        gone = tuple(
            SectionFacts(f"-{id}", kind.component_title(), kind.icon or "cube", kind.summary(), (), removed_from=base)
            for id in self.removed
            if (kind := known.get(id)) is not None
        )
        return (*(self._section(name, known.get(name), name in own) for name in ids), *gone)

    def _section(self, id: str, component: Any, is_own: bool) -> SectionFacts:
        if component is None:
            return SectionFacts(id, words(id), "puzzle-piece", "", (), is_known=False, is_own=is_own)
        from_prefab = id in self._below
        icon = component.icon or "cube"
        doc = component.summary()
        return SectionFacts(
            id, component.component_title(), icon, doc, component.fields(), is_own=is_own and not from_prefab
        )

    def path(self, section: str, field: str = "") -> Path:
        """Where a component, or one of its fields, stands."""
        path = self.view.path / section
        return path / field if field else path

    def value(self, section: str, field: FieldSpec) -> Any:
        """The value that the entity has, its prefab's where it says nothing itself."""
        component = self.component(section)
        return getattr(component, field.name) if component is not None else field.default

    def component(self, section: str) -> Any:
        """The whole component, prefab resolved; of a part the place in its prefab's space. None where there is none."""
        if section == "transform" and self.view.stated is not None:
            return self.view.stated
        return self.view.components.get(section)

    def inherited(self, section: str, field: FieldSpec) -> Any:
        """What the value would be if the entity said nothing."""
        base = None if section in self.view.removed else self._below.get(section)
        return getattr(base, field.name) if base is not None else field.default

    def is_override(self, section: str, field: str) -> bool:
        """Whether a prefab's instance gives itself this value."""
        return self.view.is_instance and f"{section}.{field}" in self.view.overrides

    def origin(self, section: str, field: str) -> tuple[str, ...]:
        """The prefabs that a value comes through, nearest first and its source last; empty for a default."""
        through: list[str] = []
        for link in self._chain[1:]:
            through.append(link.title)
            if link.states(section, field):
                return tuple(through)
            if section in link.removed:
                break
        return ()


class PrefabSubject(EntitySubject):
    """A prefab that is edited by itself; all its instances follow."""

    is_prefab = True

    def __init__(self, editor: Any, name: str) -> None:
        super().__init__(editor, editor.view.prefab(name))
        self.prefab_name = name


class HeaderSubject:
    """The header of a scene or an encounter: its own fields and its tables."""

    def __init__(self, file: str, header: Any) -> None:
        self.id = file
        self.file = file
        self.name = header.title or file
        self._header = header

    def section_ids(self) -> frozenset[str]:
        """The ids of the sections."""
        return frozenset(facts.id for facts in self.sections())

    def sections(self) -> tuple[SectionFacts, ...]:
        """The header's plain fields, then one section for each table."""
        fields = type(self._header).fields()
        plain = tuple(spec for spec in fields if spec.kind != "table" and spec.name not in _HEADER_KEYS)
        icon = "stack" if self.file.startswith("scenes/") else "sword"
        kind = "Scene" if self.file.startswith("scenes/") else "Encounter"
        found = [SectionFacts("", kind, icon, type(self._header).summary(), plain)]
        for spec in fields:
            table = getattr(self._header, spec.name)
            if spec.kind == "table" and table is not None:
                glyph = _TABLE_ICONS.get(spec.name, "list-bullets")
                found.append(SectionFacts(spec.name, spec.title, glyph, spec.doc, type(table).fields()))
        return tuple(found)

    def path(self, section: str, field: str = "") -> Path:
        """Where a table, or one field, stands."""
        return Path(self.file, tuple(key for key in (section, field) if key))

    def value(self, section: str, field: FieldSpec) -> Any:
        """The value that the file has, or the default."""
        owner = getattr(self._header, section) if section else self._header
        return getattr(owner, field.name)

    def component(self, section: str) -> Any:
        """A table of the header."""
        return getattr(self._header, section, None)

    def inherited(self, section: str, field: FieldSpec) -> Any:
        """The default; a title has none worth going back to."""
        return self.value(section, field) if field.name == "title" else field.default

    def is_override(self, section: str, field: str) -> bool:
        """A header overrides nothing."""
        return False

    def origin(self, section: str, field: str) -> tuple[str, ...]:
        """A header's values come from nowhere else."""
        return ()


def running_value(editor: Any, entity: str, section: str, spec: FieldSpec) -> Any:
    """The running session's value in the column that a field fills, in the field's unit; NOTHING without one."""
    session = editor.play.session
    if session is None or spec.column is None:
        return NOTHING
    row = session.compiled.row_of(entity)
    if row is None or spec.column not in session.world.view:
        return NOTHING
    return to_field(session.world.view[spec.column][row], spec)


_HEADER_KEYS = frozenset({"format", "kind", "entities"})
_TABLE_ICONS = {"terrain": "polygon", "environment": "cloud-fog", "physics": "atom"}
# What a designer reaches for most stands first, how it looks last; a project's components stand between.
_FIRST = ("transform", "player", "team", "health", "body", "melee", "ranged", "area_attack", "support", "poise")
_LAST = ("perception", "agent", "appearance")
_RANK = {name: rank for rank, name in enumerate((*_FIRST, "", *_LAST))}
