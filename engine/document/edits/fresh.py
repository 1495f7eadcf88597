"""What new scenes and encounters begin with: enough to play them at once, and nothing that has to be thrown away."""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.document.edits.ahead import ahead_of
from engine.document.edits.entities import free_id
from engine.document.state.node import FileNode
from engine.document.state.snapshot import Snapshot
from engine.document.views.entity_view import EntityView
from engine.document.views.resolve import Resolver
from engine.document.views.viewing import view
from engine.schema.files import FORMAT
from engine.schema.rewrite import entity_text, head_text

_WALKER: dict[str, Any] = {
    "name": "Player",
    "tags": ["party", "player"],
    "appearance": {"mesh": "soldier"},
    "body": {},
    "health": {},
    "melee": {},
    "perception": {},
    "player": {},
    "team": {"side": "party"},
}
_INWARDS = (0.0, 180.0, 0.0)
"""Player and camera look the same way [degrees]: what comes ahead of the one is in the picture of the other."""
_SURVIVED_S = 60.0
_BEYOND_M = 12.0
"""How far ahead of the party the first enemies stand [m]."""


def fresh_scene(snapshot: Snapshot, title: str) -> str:
    """The text of a new scene: ground, somebody to play, and the game's camera."""
    hero = next((name for name, each in _prefabs(snapshot) if "player" in each.components), None)
    player = {"prefab": hero} if hero else _WALKER
    entities: dict[str, dict[str, Any]] = {
        hero or "player": {**player, "transform": {"position": [0.0, 0.0, 0.0], "rotation": list(_INWARDS)}},
        "camera_play": {
            "name": "Game camera",
            "transform": {"position": [0.0, 0.0, 10.0], "rotation": list(_INWARDS)},
            "camera": {"distance": 12.0, "fov": 50.0, "pitch": 35.0},
        },
    }
    return _text("scene", title, {"terrain": {"amplitude": 0.8, "path": False, "seed": 1, "size_m": 60.0}}, entities)


def fresh_encounter(snapshot: Snapshot, scene: FileNode, title: str) -> str:
    """The text of a new encounter: enemies ahead of the party, or a time to survive; a victory, a defeat."""
    foe = next((name for name, each in _prefabs(snapshot) if _is_hostile(each)), None)
    way = ahead_of(view(snapshot, scene.name), _BEYOND_M)
    x, z = way.at(_BEYOND_M) if way is not None else (0.0, _BEYOND_M)
    entities: dict[str, dict[str, Any]]
    if foe is not None:
        entities = {
            "enemies": {
                "name": "Enemies",
                "transform": {"position": [round(x, 1) + 0.0, 0.0, round(z, 1) + 0.0]},
                "spawn_group": {"prefab": foe, "count": 2, "radius": 2.0},
            },
            "victory": {"name": "Victory", "victory": {"when": "hostiles_down"}},
        }
    else:
        entities = {
            "survive": {"name": "Survive", "objective": {"kind": "survive", "seconds": _SURVIVED_S}},
            "victory": {"name": "Victory", "victory": {"when": "objective", "objective": "survive"}},
        }
    entities["defeat"] = {"name": "Defeat", "defeat": {"when": "player_down"}}
    names = {key: key if key not in scene.entities else free_id(key, scene.entities) for key in entities}
    renamed = {names[key]: block for key, block in entities.items()}
    if "survive" in names:
        renamed[names["victory"]]["victory"]["objective"] = names["survive"]
    return _text("encounter", title, {"scene": scene.short_name, "time_limit_s": 180.0}, renamed)


def _text(kind: str, title: str, head: Mapping[str, Any], entities: Mapping[str, Mapping[str, Any]]) -> str:
    start = head_text({"format": FORMAT, "kind": kind, "title": title, **head})
    return start + "".join(entity_text(key, block) for key, block in entities.items())


def _prefabs(snapshot: Snapshot) -> Iterator[tuple[str, EntityView]]:
    resolver = Resolver(snapshot.files, snapshot.vocabulary)
    for node in snapshot.files.values():
        found = resolver.prefab(node.short_name) if node.kind == "prefab" else None
        if found is not None and not found.view.problems:
            yield node.short_name, found.view


def _is_hostile(entity: EntityView) -> bool:
    return getattr(entity.components.get("team"), "side", None) == "hostile" and "body" in entity.components
