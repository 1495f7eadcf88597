"""The vocabulary: every component that a project may use, found by walking modules; nothing else lists them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType, ModuleType
from typing import Any

from engine.schema.component import Component
from engine.schema.reserved import RESERVED
from engine.walk import walk_modules


class VocabularyError(Exception):
    """Two components claim the same id."""


class Vocabulary:
    """An immutable set of components by id, sorted by id."""

    def __init__(self, components: Iterable[type[Component]], modules: Iterable[ModuleType] = ()) -> None:
        self.modules: tuple[ModuleType, ...] = tuple(modules)
        """The project's own modules; empty where its code is off."""
        found: dict[str, type[Component]] = {}
        for component in sorted(components, key=lambda each: each.component_id):
            other = found.setdefault(component.component_id, component)
            if other is not component:
                raise VocabularyError(
                    f'two components are called "{component.component_id}": {_place(other)} and {_place(component)}. '
                    "Give one of them another id."
                )
        self.components: Mapping[str, type[Component]] = MappingProxyType(found)

    @classmethod
    def builtin(cls) -> Vocabulary:
        """The engine's own components: every module under engine.schema.components."""
        return _builtin()

    def extended(self, modules: Iterable[ModuleType]) -> Vocabulary:
        """This vocabulary and the components that a project's modules define.

        Raises:
            VocabularyError: A module reuses an id.
        """
        added = tuple(modules)
        return Vocabulary({*self.components.values(), *_components_of(added)}, (*self.modules, *added))

    def component_schema(self, component_id: str) -> dict[str, Any]:
        """JSON schema (2020-12) of one component, ranges and units included."""
        return self.components[component_id].model_json_schema()

    def json_schema(self) -> dict[str, Any]:
        """JSON schema (2020-12) of a whole entity: the reserved keys and every component."""
        properties: dict[str, Any] = {name: key.json_schema() for name, key in RESERVED.items()}
        definitions: dict[str, Any] = {}
        for component_id in self.components:
            schema = self.component_schema(component_id)
            definitions.update(schema.pop("$defs", {}))
            definitions[component_id] = schema
            properties[component_id] = {"$ref": f"#/$defs/{component_id}"}
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "Entity",
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
            "$defs": definitions,
        }


@cache
def _builtin() -> Vocabulary:
    return Vocabulary(_components_of(walk_modules("engine.schema.components")))


def _components_of(modules: Iterable[ModuleType]) -> set[type[Component]]:
    """Component classes that the modules themselves define; an imported class belongs to its own module."""
    return {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Component) and value.component_id
        if value.__module__ == module.__name__
    }


def _place(component: type[Component]) -> str:
    return f"{component.__module__}.{component.__qualname__}"


def component_words(identifier: str) -> str:
    """A component in a sentence: "loose body"; one that the engine's own vocabulary doesn't know, by its id."""
    component = Vocabulary.builtin().components.get(identifier)
    title = component.component_title() if component else identifier.replace("_", " ")
    return title[:1].lower() + title[1:]
