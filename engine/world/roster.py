"""The roster: which rows a lane of a scene has, in local-id order; whoever fills tables by actor goes by it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True)
class Reserve:
    """Rows that a project's rules may bring into play: `FENCES = Reserve("fences", prefab="barricade", count=4)`.

    They exist from the start with life FREE; a system flips the lowest free one to UP and gives it a place.
    """

    part_kind: ClassVar[str] = "reserve"
    name: str
    prefab: str
    count: int


SPARE = "spare/"
"""How the id of an entity begins that was put into a running world to wait for its entry."""


@dataclass(frozen=True)
class RosterRow:
    """One row of a lane: `view` is its entity, or the prefab of a reserved row; `group` its spawn group or -1."""

    local_id: int
    entity: str
    name: str
    prefab: str
    view: Any
    group: int = -1
    reserve: str = ""

    @property
    def is_reserved(self) -> bool:
        """True when the row waits for its entry with life FREE."""
        return self.group >= 0 or bool(self.reserve)


def is_row(view: Any, scene: Any) -> bool:
    """Whether an entity becomes a row of the world: one of its components says so."""
    known = scene.vocabulary.components
    return any(name in known and known[name].row for name in view.components)


def roster_of(scene: Any, parts: Any) -> tuple[RosterRow, ...]:
    """Rows in local-id order: the scene's entities, its spawn groups, the reserves of its rules, then what was spawned.

    Local ids of earlier kinds never depend on later ones. Groups are numbered in scene order. A group or reserve
    whose prefab does not exist, or is nothing that can be in play, has no rows.
    """
    rows: list[RosterRow] = []

    def add(entity: str, name: str, view: Any, prefab: str, **more: Any) -> None:
        rows.append(RosterRow(len(rows), entity, name, prefab, view, **more))

    for view in scene.entities:
        if is_row(view, scene):
            add(view.id, view.name, view, view.prefab or "")
    for index, group in enumerate(scene.with_component("spawn_group")):
        wish = group.components["spawn_group"]
        prefab = scene.prefabs.get(wish.prefab)
        if prefab is not None and is_row(prefab, scene):
            for number in range(1, max(0, wish.count) + 1):
                add(f"{group.id}/{number}", f"{prefab.name} {number}", prefab, wish.prefab, group=index)
    for reserve in parts.of("reserve").values():
        prefab = scene.prefabs.get(reserve.prefab)
        if prefab is not None and is_row(prefab, scene):
            for number in range(1, reserve.count + 1):
                add(f"{reserve.name}/{number}", f"{prefab.name} {number}", prefab, reserve.prefab, reserve=reserve.name)
    spawned: Sequence[Any] = getattr(scene, "spawned", ())
    for view in spawned:
        add(view.id, view.name, view, view.prefab or "", reserve="spare" if view.id.startswith(SPARE) else "")
    return tuple(rows)
