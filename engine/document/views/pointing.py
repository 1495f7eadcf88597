"""References inside a prefab: names of its own entities, which mean the instance's parts where it is placed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from engine.document.views.layer import Part, Resolved
from engine.schema.component import Component

Rename = Callable[[str], str]


class Names:
    """The names that entities of a prefab have in its own file: its root's, and those of its parts."""

    def __init__(self, root: str, parts: Collection[str]) -> None:
        self.root = root
        self.parts = frozenset(parts)

    def part(self, name: str) -> str | None:
        """The part that a name means ("" is the root); None when it means nothing of the prefab."""
        if name == self.root:
            return ""
        if name.startswith(f"{self.root}."):
            # Also a part that a level between does without: it is none of anybody else.
            return name[len(self.root) + 1 :]
        return name if name in self.parts else None

    def of(self, instance: str) -> Rename:
        """What the names mean in an instance: `tent` is `camp_1.tent`; any other name stays."""

        def renamed(name: str) -> str:
            part = self.part(name)
            return name if part is None else f"{instance}.{part}" if part else instance

        return renamed


@cache
def _fields(component: type[Component]) -> tuple[str, ...]:
    return tuple(spec.name for spec in component.fields() if spec.ref == "entity")


def linked(components: Mapping[str, Component], names: Names) -> tuple[str, ...]:
    """The components that name entities of the prefab."""
    found: list[str] = []
    for key, component in components.items():
        for field in _fields(type(component)):
            value: Any = getattr(component, field)
            listed = (value,) if isinstance(value, str) else value
            if any(each and names.part(each) is not None for each in listed):
                found.append(key)
                break
    return tuple(found)


def renamed(resolved: Resolved, keys: Collection[str], name: Rename) -> Resolved:
    """The same entity, of which some components name the entities of an instance instead of those of the prefab."""
    view, tables = resolved.view, dict(resolved.tables)
    components = dict(view.components)
    for key in keys:
        component = components[key]
        changes: dict[str, Any] = {}
        for field in _fields(type(component)):
            value: Any = getattr(component, field)
            changes[field] = name(value) if isinstance(value, str) else type(value)(name(each) for each in value)
        components[key] = component.model_copy(update=changes)
        stated = {field: new for field, new in changes.items() if field in tables.get(key, {})}
        tables[key] = {**tables[key], **stated}
    parts = {key: Part(table, None, table, components.get(key), ()) for key, table in tables.items()}
    return Resolved(replace(view, components=components), None, parts)
