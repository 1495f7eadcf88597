"""What the builders of prefab changes share: a list of changes in the making, and what belongs to a place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from engine.document.command import Command
from engine.document.commands import Compound, Set
from engine.document.errors import CommandError, path_place
from engine.document.path import Path
from engine.document.prefabs.chain import Link
from engine.document.state.snapshot import Snapshot
from engine.document.views.entity_view import EntityView
from engine.document.views.scene_view import SceneView
from engine.schema.fields import FieldSpec
from engine.schema.values import plain, same
from engine.schema.vocabulary import Vocabulary, component_words

PLACE = frozenset({"transform.position", "transform.rotation"})
"""The fields that say where one instance stands, not what it is."""


class Edits:
    """Changes of values, each value once: what was changed before is taken into account."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._now: dict[Path, Any] = {}
        self.commands: list[Command] = []

    def set(self, path: Path, new: Any) -> None:
        """Give a value; None takes it away. What is so already is left alone."""
        old, new = self.value(path), plain(new)
        if not same(old, new):
            self.commands.append(Set(path=path, old=old, new=new))
            self._now[path] = new

    def value(self, path: Path) -> Any:
        """What is said at a path by now."""
        return self._now[path] if path in self._now else self._snapshot.value(path)

    def remove(self, link: Link, component: str) -> None:
        """Let a level do without an inherited component."""
        removed = self._removed(link)
        if component not in removed:
            self.set(link.path("removed"), [*removed, component])

    def restore(self, link: Link, component: str) -> None:
        """Let a level have an inherited component again."""
        removed = self._removed(link)
        if component in removed:
            kept = [each for each in removed if each != component]
            self.set(link.path("removed"), kept or None)

    def _removed(self, link: Link) -> list[Any]:
        removed = self.value(link.path("removed"))
        return cast("list[Any]", removed) if isinstance(removed, list) else []

    def compound(self, title: str) -> Compound:
        """All of it as one entry of the history."""
        return Compound(title=title, commands=tuple(self.commands))


def spec_of(vocabulary: Vocabulary, component: str, field: str) -> FieldSpec | None:
    """The description of a field; None where nothing knows it."""
    known = vocabulary.components.get(component)
    return known.field(field) if known else None


def is_of_place(vocabulary: Vocabulary, component: str, field: str) -> bool:
    """Whether a value belongs to the place of one entity: where it stands, and whom it means there."""
    if f"{component}.{field}" in PLACE:
        return True
    spec = spec_of(vocabulary, component, field)
    return spec is not None and spec.ref == "entity"


def of_thing(
    vocabulary: Vocabulary, component: str, table: Mapping[str, Any], *, is_part: bool = False
) -> dict[str, Any]:
    """The values of a table that say what a thing is, whatever its place; where a part stands is the prefab's too."""
    return {
        name: value
        for name, value in table.items()
        if (is_part and component == "transform") or not is_of_place(vocabulary, component, name)
    }


def field_title(key: str) -> str:
    """A field in a sentence: "melee reach", "current health"."""
    component, _, field = key.partition(".")
    what = component_words(component)
    named = field.replace("_", " ")
    if component == "transform":
        return named
    return what if named == "current" else f"{what} {named}"


def instance_chain(view: SceneView, entity: str | EntityView, chain: tuple[Link, ...]) -> tuple[Link, ...]:
    """The chain, if it is one.

    Raises:
        CommandError: The entity is no instance of a prefab that can be read.
    """
    if len(chain) < 2:
        found = view.entity(entity) if isinstance(entity, str) else entity
        raise CommandError(f"{found.name} is no instance of a prefab", path_place(found.path), "an instance")
    return chain


def level_of(chain: tuple[Link, ...], prefab: str | None) -> int:
    """The place in the chain of a prefab, the nearest one by default.

    Raises:
        CommandError: The prefab is no part of the chain.
    """
    if prefab is None:
        return 1
    for place, link in enumerate(chain[1:], start=1):
        if link.name == prefab:
            return place
    names = " or ".join(link.name for link in chain[1:])
    raise CommandError(f'{chain[0].title} is not made from "{prefab}"', path_place(chain[0].path()), names)
