"""New cards: what is added to an encounter is valid at once and linked to what is selected; one command each."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from editor.core.entities.edits import Position, taken_ids
from editor.core.entities.free_spot import APART_M, free_spot
from editor.core.entities.naming import slug, unique_id, unique_name
from engine.document import AddEntity, Command, EntityView, Path, SceneView, Set
from engine.document.commands.compound import joined

if TYPE_CHECKING:
    from engine.document import Document

FIRST_WAVE, RADIUS_M, AREA_M, PAUSE_S = 2, 3.0, 5.0, 3.0
_ROOMS = sorted(((x * 6.5, z * 6.5) for x in range(-3, 4) for z in range(-3, 4)), key=lambda at: (math.hypot(*at), at))
"""Where a wave is tried from the spot on, nearest first, what lies ahead in the usual view before what is behind."""
UNSAID = "Write here what is said."


@dataclass
class Draft:
    """Entities and links that will be one command; ids and names are free, and so are places on the ground."""

    document: Document
    view: SceneView
    spot: Position
    step_m: float = 0.0
    commands: list[Command] = field(default_factory=list[Command])
    ids: list[str] = field(default_factory=list[str])
    _names: set[str] = field(default_factory=set[str])
    _taken: list[tuple[float, float]] = field(default_factory=list[tuple[float, float]])

    def __post_init__(self) -> None:
        self._names = {entity.name for entity in self.view.entities}

    def add(
        self, name: str, block: Mapping[str, Any], *, at: tuple[float, float] | None = None, in_scene: bool = False
    ) -> str:
        """Add an entity, `at` metres from the spot where it has a place, and give its id."""
        file = self.view.scene_file if in_scene else self.view.encounter_file
        assert file is not None
        identifier = unique_id(slug(name), taken_ids(self.document) | set(self.ids))
        called = unique_name(name, self._names)
        self._names.add(called)
        content: dict[str, Any] = {"name": called, **block}
        if at is not None:
            x, z = self._free(self.spot[0] + at[0], self.spot[2] + at[1])
            turned = dict(block.get("transform", {}))
            content["transform"] = {**turned, "position": [round(x, 2), round(float(self.spot[1]), 2), round(z, 2)]}
        before = sum(isinstance(each, AddEntity) and each.file == file for each in self.commands)
        index = len(self.document.entities(file)) + before
        self.commands.append(AddEntity(file=file, id=identifier, block=content, index=index))
        self.ids.append(identifier)
        return identifier

    def set(self, entity: EntityView, component: str, **values: Any) -> None:
        """Give fields of an entity that is there other values."""
        for name, value in values.items():
            path = Path.entity(entity.file, entity.id, component, name)
            self.commands.append(Set(path=path, old=self.document.value(path), new=value))

    def command(self, title: str) -> Command:
        """All of it as one."""
        return joined(title, self.commands)

    def _free(self, x: float, z: float) -> tuple[float, float]:
        """A place [m] beside what stands there and beside what this draft adds."""
        free = free_spot(self.view, (x, self.spot[1], z), step_m=self.step_m)
        while any(math.dist((free[0], free[2]), other) < APART_M for other in self._taken):
            x += APART_M
            free = free_spot(self.view, (x, self.spot[1], z), step_m=self.step_m)
        self._taken.append((free[0], free[2]))
        return free[0], free[2]


def add_card(draft: Draft, addition: str, selected: EntityView | None) -> str:
    """Put a part of an encounter ("spawn_group", "trigger", ...) into a draft, linked to the selected one; its id."""
    return _MAKERS[addition](draft, selected)


def wave(draft: Draft, selected: EntityView | None) -> str:
    """A group that what is selected calls; with nothing selected, what nothing follows yet does."""
    view = draft.view
    selected = selected if _has(selected, "spawn_group", "trigger", "objective") else _loose_end(view)
    block: dict[str, Any] = {"prefab": hostile_prefab(view), "count": FIRST_WAVE, "radius": RADIUS_M}
    if selected is not None and "spawn_group" in selected.components:
        before: Any = selected.components["spawn_group"]
        block |= {"prefab": before.prefab or block["prefab"], "count": before.count + 1}
        block |= {"when": "after", "after": selected.id, "left": 0, "delay": PAUSE_S}
        return draft.add(f"Wave {_depth(view, selected) + 1}", {"spawn_group": block}, at=_room(draft))
    if selected is not None and "trigger" in selected.components:
        block |= {"when": "trigger", "trigger": selected.id}
    elif selected is not None:
        trigger = {"event": "objective", "objective": selected.id}
        named = draft.add(f"After {selected.name.lower()}", {"trigger": trigger}, at=(0.0, 0.0))
        block |= {"when": "trigger", "trigger": named}
    return draft.add("Wave", {"spawn_group": block}, at=_room(draft))


def trigger(draft: Draft, selected: EntityView | None) -> str:
    """An area that the party enters, or what follows the selected objective; it calls a group that nothing calls."""
    block: dict[str, Any] = {"shape": "circle", "radius": AREA_M, "event": "enter", "side": "party"}
    if _has(selected, "objective") and selected is not None:
        return draft.add("Trigger", {"trigger": {"event": "objective", "objective": selected.id}}, at=(0.0, 0.0))
    made = draft.add("Trigger", {"trigger": block}, at=(0.0, 0.0))
    group: Any = selected.components.get("spawn_group") if selected is not None else None
    is_free = group is not None and (group.when == "start" or (group.when == "trigger" and not group.trigger))
    if selected is not None and is_free:
        draft.set(selected, "spawn_group", when="trigger", trigger=made)
    return made


def objective(draft: Draft, selected: EntityView | None) -> str:
    """To beat everybody at first; else to reach the selected area, beat the selected group, or come after one."""
    is_first = next(draft.view.with_component("objective"), None) is None
    if selected is None or not _has(selected, "objective", "trigger", "spawn_group"):
        block: dict[str, Any] = {"kind": "defeat_all"} if is_first else {"kind": "reach"}
    elif "objective" in selected.components:
        block = {"kind": "reach", "after": selected.id}
    elif "spawn_group" in selected.components:
        block = {"kind": "defeat_all"} if is_first else {"kind": "defeat", "target": selected.id}
    else:
        block = {"kind": "reach", "target": selected.id}
    words = {"defeat_all": "Defeat all enemies", "reach": "Reach this place", "defeat": "Defeat the wave"}
    if "target" in block and selected is not None:
        verb = "Reach" if block["kind"] == "reach" else "Defeat"
        words[block["kind"]] = f"{verb} {selected.name}"
    # Only what asks for its own place has one: another beside that of its target would say nothing.
    is_place = block["kind"] == "reach" and "target" not in block
    return draft.add(words[block["kind"]], {"objective": block}, at=(0.0, 0.0) if is_place else None)


def line(draft: Draft, selected: EntityView | None) -> str:
    """Words of the player, when what is selected happens."""
    block: dict[str, Any] = {"speaker": speaker_of(draft), "text": UNSAID}
    whens = (("trigger", "trigger"), ("objective", "objective"), ("spawn_group", "wave"))
    for component, when in whens:
        if selected is not None and component in selected.components:
            block |= {"when": when, "of": selected.id}
            break
    return draft.add("Line", {"line": block})


def victory(draft: Draft, selected: EntityView | None) -> str:
    """The selected objective wins, else all there are, else that every hostile is down."""
    block: dict[str, Any] = {"when": "hostiles_down"}
    asked: list[Any] = [each.components["objective"] for each in draft.view.with_component("objective")]
    if selected is not None and "objective" in selected.components:
        block = {"when": "objective", "objective": selected.id}
    elif any(each.kind != "protect" for each in asked):
        block = {"when": "all_objectives"}
    return draft.add("Victory", {"victory": block})


def defeat(draft: Draft, selected: EntityView | None) -> str:
    """That the whole party is down; with an objective selected that can fail, its failing."""
    part: Any = selected.components.get("objective") if selected is not None else None
    fails = part is not None and part.kind == "protect"
    return draft.add("Defeat", {"defeat": {"when": "objective_failed" if fails else "party_down"}})


_MAKERS: Mapping[str, Callable[[Draft, EntityView | None], str]] = {
    "spawn_group": wave,
    "trigger": trigger,
    "objective": objective,
    "line": line,
    "victory": victory,
    "defeat": defeat,
}


def hostile_prefab(view: SceneView) -> str:
    """Who comes when nobody says who: what the last group brings, else the project's first hostile."""
    groups: list[Any] = [entity.components["spawn_group"] for entity in view.with_component("spawn_group")]
    used = [group.prefab for group in groups if group.prefab in view.prefabs]
    hostiles = [name for name, prefab in sorted(view.prefabs.items()) if _side(prefab) == "hostile"]
    return (used[-1:] or hostiles[:1] or [""])[0]


def speaker_of(draft: Draft) -> str:
    """Who says a line when nobody says who: the player, else the first of the party."""
    view = draft.view
    party = [entity for entity in view.with_component("team") if _side(entity) == "party"]
    found = [*view.with_component("player"), *party]
    return found[0].id if found else ""


def _side(entity: EntityView) -> str:
    team: Any = entity.components.get("team")
    return str(team.side) if team is not None and "body" in entity.components else ""


def _has(entity: EntityView | None, *components: str) -> bool:
    return entity is not None and any(name in entity.components for name in components)


def _room(draft: Draft) -> tuple[float, float]:
    """How far from the spot [m] a wave has room: beside other waves, and not where the party sets it off."""
    view, spot = draft.view, draft.spot
    others: list[tuple[float, float, float]] = []
    for entity in view.entities:
        place: Any = entity.components.get("transform")
        group, area = entity.components.get("spawn_group"), entity.components.get("trigger")
        if place is not None and (group is not None or area is not None):
            others.append((place.position[0], place.position[2], RADIUS_M * 2 if group is not None else RADIUS_M))
    half = math.inf if view.header.terrain.kind == "endless" else view.header.terrain.size_m / 2 - RADIUS_M
    for x, z in _ROOMS:
        there = spot[0] + x, spot[2] + z
        if max(map(abs, there)) <= half and all(math.dist(there, other[:2]) >= other[2] for other in others):
            return x, z
    return 0.0, 0.0


def _loose_end(view: SceneView) -> EntityView | None:
    """What a new wave hangs on by itself: a trigger that calls nobody, else the last group that nothing follows."""
    groups = list(view.with_component("spawn_group"))
    parts: list[Any] = [entity.components["spawn_group"] for entity in groups]
    called = {part.trigger for part in parts}
    heard = called | {line.of for line in _parts(view, "line")} | {each.target for each in _parts(view, "objective")}
    for entity in view.with_component("trigger"):
        if entity.id not in heard and entity.file == view.encounter_file:
            return entity
    followed = {part.after for part in parts}
    ends = [entity for entity in groups if entity.id not in followed]
    return ends[-1] if ends else None


def _parts(view: SceneView, component: str) -> list[Any]:
    return [entity.components[component] for entity in view.with_component(component)]


def _depth(view: SceneView, entity: EntityView) -> int:
    """How many waves there are up to this one; 1 for the first."""
    seen: list[str] = []
    at: EntityView | None = entity
    while at is not None and at.id not in seen and "spawn_group" in at.components:
        seen.append(at.id)
        part: Any = at.components["spawn_group"]
        at = view.get(part.after) if part.when == "after" else None
    return len(seen)
