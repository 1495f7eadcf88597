"""Gathers what can be told of a scene with its encounter, as items in the order of their files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from engine.document import EntityView, Path, SceneView
from engine.document.views.placing import place_in
from engine.llm.context.item import ALWAYS, AT_HAND, PARTY, POINTED_AT, REST, WRITTEN, Item
from engine.llm.context.wish import Wish
from engine.rules.checking import rules_of
from engine.rules.scene import place_of, position_of
from engine.schema.components.team import Team
from engine.schema.files import DecisionFile, EncounterFile
from engine.schema.reserved import RESERVED

ACTS = ("agent", "player")
"""Components of whoever acts in play: a prefab with one of them is told with all its fields."""
AUTHORED = (
    "transform",
    "trigger",
    "spawn_group",
    "objective",
    "line",
    "victory",
    "defeat",
    "health",
    "melee",
    "ranged",
)
"""What any encounter is made of, and what it is tuned by."""
_UNTOLD = frozenset({"appearance", "transform", "provenance"})


def items_of(view: SceneView, wish: Wish, may_change: Sequence[str]) -> list[Item]:
    """Everything that could be sent with a wish; `may_change` are the files that an answer may change."""
    return [
        _world(view, may_change),
        *_pointed_at(view, wish),
        *_entities(view, wish),
        *_prefabs(view),
        *_rules(view),
        *_written(wish),
    ]


def components_at_hand(view: SceneView) -> frozenset[str]:
    """Components that an answer is likely to add: what encounters are made of, here and in general."""
    here = {each for entity in view.entities if entity.file == view.encounter_file for each in entity.components}
    return frozenset({*AUTHORED, *here} & {*view.vocabulary.components})


def _world(view: SceneView, may_change: Sequence[str]) -> Item:
    terrain, head = view.header.terrain, view.encounter_header
    project = view.snapshot.value(Path("project", ("title",)))
    data: dict[str, Any] = {
        "project": project if isinstance(project, str) else "",
        "scene": view.scene_file,
        "scene_title": view.header.title,
        "ground_half_m": None if terrain.kind == "endless" else terrain.size_m / 2,
        "may_change": list(may_change),
        "skills": [*(spec.choices if (spec := DecisionFile.field("skill")) else ())],
    }
    if head is not None:
        data["encounter"] = view.encounter_file
        data["encounter_title"] = head.title
        data["encounter_settings"] = {
            spec.name: getattr(head, spec.name)
            for spec in EncounterFile.fields()
            if spec.is_numeric and spec.name != "format"
        }
    return Item("world", "world", data, "", ALWAYS)


def _pointed_at(view: SceneView, wish: Wish) -> Iterator[Item]:
    if wish.zone is not None:
        zone = {"name": wish.zone.name, "x": wish.zone.x, "z": wish.zone.z, "radius": wish.zone.radius}
        yield Item("zone", "zone", zone, wish.zone.name, ALWAYS)
    for identifier in wish.selection:
        entity = view.get(identifier)
        if entity is not None:
            yield Item("selection", identifier, identifier, entity.name, POINTED_AT)


def _entities(view: SceneView, wish: Wish) -> Iterator[Item]:
    for entity in view.entities:
        if entity.part_of is None:
            data = _entity(entity, view)
            yield Item("entities", entity.id, data, _words(data), _rank(entity, view, wish))


def _entity(entity: EntityView, view: SceneView) -> dict[str, Any]:
    block = view.snapshot.block(entity.file, entity.id)
    data: dict[str, Any] = {"id": entity.id, "file": entity.file, "name": entity.name}
    if entity.prefab:
        data["prefab"] = entity.prefab
    if entity.parent:
        data["parent"] = entity.parent
    if "transform" in entity.components:
        data["at"] = [round(each, 3) for each in position_of(entity)]
        if "player" in entity.components:
            data["facing_deg"] = round(place_in(entity.components).rotation[1], 1)
    own = {key: value for key, value in block.items() if key not in RESERVED and key not in _UNTOLD}
    if own:
        data["own"] = own
    return data


def _rank(entity: EntityView, view: SceneView, wish: Wish) -> int:
    if entity.id in wish.selection:
        return POINTED_AT
    team = entity.components.get("team")
    if "player" in entity.components or (isinstance(team, Team) and team.side == "party"):
        return PARTY
    acts = "agent" in entity.components
    is_in_zone = wish.zone is not None and "transform" in entity.components and wish.zone.holds(*place_of(entity))
    return AT_HAND if acts or is_in_zone or entity.file == view.encounter_file else REST


def _prefabs(view: SceneView) -> Iterator[Item]:
    for name, prefab in sorted(view.prefabs.items()):
        acts = any(each in prefab.components for each in ACTS)
        has: Any = sorted(prefab.components)
        if acts:
            has = {key: each.stated() for key, each in sorted(prefab.components.items()) if key not in _UNTOLD}
        data = {"prefab": name, "name": prefab.name, "root": prefab.id, "has": has}
        yield Item("prefabs", name, data, _words(data), AT_HAND if acts else REST)


def _rules(view: SceneView) -> Iterator[Item]:
    for rule in rules_of(view.vocabulary.modules):
        if rule.severity != "hint":
            data = {"rule": rule.id, "severity": rule.severity, "finds": rule.title}
            yield Item("rules", rule.id, data, f"{rule.title} {rule.doc}", REST)


def _written(wish: Wish) -> Iterator[Item]:
    for place, note in enumerate(wish.notes):
        data = {"title": note.title, "text": note.text}
        yield Item("notes", f"{place:03d}", data, f"{note.title} {note.text}", WRITTEN)
    for place, earlier in enumerate(wish.earlier):
        data = {"title": earlier.title, "summary": earlier.summary, "outcome": earlier.outcome}
        yield Item("earlier", f"{place:03d}", data, f"{earlier.title} {earlier.summary}", WRITTEN)


def _words(data: Any) -> str:
    """Keys and values of a row as words to compare a wish with."""
    return json.dumps(data, ensure_ascii=False)
