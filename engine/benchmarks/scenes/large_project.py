"""A large project to measure with: thousands of instances with overrides, groups, plain things and an encounter."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from engine.document import AddEntity, Compound, Document, SceneView, Set, view
from engine.document.edits.entities import remove_entities
from engine.schema.rewrite import entity_text, head_text

Table = dict[str, Any]
SCENE, ENCOUNTER = "large", "siege"
GROUP_SIZE = 40
SPACING_M = 4.0
ACTOR_EVERY = 50
FEWEST_IN_ENCOUNTER = 6
ENCOUNTER_SHARE = 50
"""One entity in so many belongs to the encounter."""

PREFABS: dict[str, Table] = {
    "tree": {"appearance": {"mesh": "pine"}, "obstacle": {"shape": "circle", "radius": 0.5}},
    "tree_old": {"prefab": "tree", "appearance": {"mesh": "broadleaf"}, "transform": {"scale": 1.4}},
    "tree_dead": {"prefab": "tree_old", "appearance": {"tint": "#8a7f70"}},
    "stone": {"appearance": {"mesh": "rock"}, "obstacle": {"shape": "circle", "radius": 0.8}},
    "stone_tall": {"prefab": "stone", "appearance": {"mesh": "standing_stone"}},
    "chest": {"appearance": {"mesh": "crate"}, "obstacle": {"shape": "box", "size": [1.0, 1.0, 1.0]}},
    "guard": {
        "tags": ["hostile"],
        "appearance": {"mesh": "raider"},
        "team": {"side": "hostile"},
        "body": {"radius": 0.4, "height": 1.8, "mass": 75.0, "speed": 4.4, "acceleration": 20.0},
        "health": {"current": 60.0, "maximum": 60.0, "armour": 0.1},
        "poise": {"stagger_max": 60.0},
        "perception": {"sight": 30.0, "fov": 220.0, "hearing": 18.0},
        "melee": {"damage": 14.0, "reach": 1.3, "cooldown": 1.6, "windup": 0.45, "stagger": 12.0},
        "agent": {"actions": ["approach", "attack", "search"], "goals": ["defeat_enemies=2.0"]},
    },
    "guard_captain": {"prefab": "guard", "health": {"current": 120.0, "maximum": 120.0}},
    "hero": {
        "tags": ["party", "player"],
        "appearance": {"mesh": "soldier"},
        "team": {"side": "party"},
        "body": {"radius": 0.4, "height": 1.8, "mass": 75.0, "speed": 4.6, "acceleration": 20.0},
        "health": {"current": 100.0, "maximum": 100.0},
        "player": {},
        "agent": {"actions": ["approach", "attack", "search"], "goals": ["defeat_enemies=2.0"]},
    },
}
"""Prefabs by name; those that name another one are its variants, some of them of a variant."""

_SCENERY = ("tree", "stone", "tree_old", "chest", "tree_dead", "stone_tall")


def write_large_project(folder: Path, entities: int = 10_000) -> Path:
    """Write a project whose scene and encounter hold `entities` entities together, and give its folder.

    Of a hundred entities about 66 are instances of prefabs, each with overrides, 29 are plain things with components
    of their own, 2 or 3 are groups that the others stand under, and 2 belong to the encounter. Every call writes the
    same bytes. ValueError below 100 entities.
    """
    if entities < 100:
        raise ValueError(f"{entities} entities are too few for the mix; expected at least 100")
    _write(folder / "project.toml", {"kind": "project", "title": "Large", "main_scene": SCENE}, {})
    for name, block in PREFABS.items():
        title = name.replace("_", " ").capitalize()
        _write(
            folder / "prefabs" / f"{name}.toml", {"kind": "prefab", "title": title}, {name: {"name": title, **block}}
        )
    inside = max(FEWEST_IN_ENCOUNTER, entities // ENCOUNTER_SHARE)
    side = _side(entities)
    terrain = {"seed": 3, "size_m": max(60.0, side * SPACING_M + 20.0), "amplitude": 1.0, "path": False}
    _write(
        folder / "scenes" / f"{SCENE}.toml",
        {"kind": "scene", "title": "Large", "terrain": terrain},
        dict(_scene(entities - inside, side)),
    )
    head = {"kind": "encounter", "title": "Siege", "scene": SCENE, "time_limit_s": 600.0}
    _write(folder / "encounters" / f"{ENCOUNTER}.toml", head, dict(_encounter(inside, side)))
    return folder


def large_document(entities: int = 10_000) -> tuple[Document, Callable[[], None]]:
    """The project opened from a folder of its own, and what removes that folder."""
    folder = Path(tempfile.mkdtemp(prefix="astraweave-bench-"))
    document = Document.open(write_large_project(folder, entities))
    return document, lambda: shutil.rmtree(folder, ignore_errors=True)


def large_view(document: Document) -> SceneView:
    """The scene with its encounter."""
    return view(document, SCENE, ENCOUNTER)


def move_one(scene: SceneView, x: float) -> Set:
    """Put one entity in the middle of the file elsewhere."""
    path = scene.entities[len(scene.entities) // 2 + 2].path / "transform" / "position"
    return Set(path=path, old=scene.snapshot.value(path), new=[x, 0.0, 0.0])


def move_all(scene: SceneView, x: float) -> Compound:
    """Give every entity of the scene and the encounter another place."""
    paths = [entity.path / "transform" / "position" for entity in scene.entities]
    moves = (
        Set(path=path, old=scene.snapshot.value(path), new=[x, 0.0, float(number)]) for number, path in enumerate(paths)
    )
    return Compound(title=f"Move {len(paths)} entities", commands=tuple(moves))


def add_many(scene: SceneView, count: int) -> Compound:
    """Put new instances into the middle of the scene's file."""
    middle = len(scene.snapshot.entities(scene.scene_file)) // 2
    blocks: list[Table] = [{"prefab": "tree", "transform": {"position": [float(k), 0.0, 0.0]}} for k in range(count)]
    adds = (
        AddEntity(file=scene.scene_file, id=f"new_{k:05d}", block=block, index=middle + k)
        for k, block in enumerate(blocks)
    )
    return Compound(title=f"Add {count} entities", commands=tuple(adds))


def remove_many(scene: SceneView, count: int) -> Compound:
    """Take things out that lie all over the scene's file."""
    things = [entity.id for entity in scene.entities if entity.id.startswith("thing_")]
    return remove_entities(scene, things[:: max(1, len(things) // count)][:count])


def _side(entities: int) -> int:
    """How many things stand in a row of the square that all of them fill."""
    return int(entities**0.5) + 1


def _place(k: int, side: int) -> list[float]:
    half = side * SPACING_M / 2
    return [round(k % side * SPACING_M - half, 2), 0.0, round(k // side * SPACING_M - half, 2)]


def _scene(count: int, side: int) -> Iterator[tuple[str, Table]]:
    group = ""
    for k in range(count):
        if k % GROUP_SIZE == 0:
            # Every fourth group holds the three that follow it.
            above = {"parent": f"group_{k // (4 * GROUP_SIZE) * 4:04d}"} if k // GROUP_SIZE % 4 else {}
            group = f"group_{k // GROUP_SIZE:04d}"
            yield group, {"name": f"Group {k // GROUP_SIZE + 1}", **above}
            continue
        yield f"thing_{k:05d}", {"parent": group, **_thing(k, side)}


def _thing(k: int, side: int) -> Table:
    transform: Table = {"position": _place(k, side), "rotation": [0.0, float(k * 37 % 360), 0.0]}
    if k % ACTOR_EVERY == 1:
        prefab = "guard_captain" if k % (5 * ACTOR_EVERY) == 1 else "guard"
        # One in twenty has more health than it can have, so that rules and problems have something to show.
        current = 200.0 if k % (20 * ACTOR_EVERY) == 1 else 30.0 + k % 30
        health = {"current": current, "maximum": 60.0 + k % 60}
        return {"prefab": prefab, "transform": transform, "health": health}
    if k % 10 in (2, 5, 8):
        plain: Table = {"name": f"Lamp {k}" if k % 30 == 5 else f"Post {k}", "tags": ["plain"], "transform": transform}
        if k % 30 == 5:
            return {**plain, "light": {"color": "#ffd9a0", "range": 4.0 + k % 5}}
        return {
            **plain,
            "appearance": {"mesh": "column" if k % 20 == 8 else "marker", "tint": "#c0c8d0"},
            "obstacle": {"shape": "circle", "radius": 0.4},
        }
    return {
        "prefab": _SCENERY[k % len(_SCENERY)],
        "transform": {**transform, "scale": round(0.8 + k % 5 * 0.1, 1)},
        **({"appearance": {"tint": "#d8e0c8"}} if k % 3 == 0 else {}),
    }


def _encounter(count: int, side: int) -> Iterator[tuple[str, Table]]:
    half = side * SPACING_M / 2
    yield "rules", {"name": "Siege"}
    yield "leader", {"parent": "rules", "prefab": "hero", "transform": {"position": [2.0 - half, 0.0, 2.0 - half]}}
    yield "beat_them", {"name": "Beat them", "parent": "rules", "objective": {"kind": "defeat_all"}}
    yield "won", {"name": "Won", "parent": "rules", "victory": {"when": "objective", "objective": "beat_them"}}
    yield "lost", {"name": "Lost", "parent": "rules", "defeat": {"when": "player_down"}}
    yield (
        "gate",
        {"name": "Gate", "parent": "rules", "transform": {"position": _gap(0, side)}, "trigger": {"radius": 6.0}},
    )
    for k in range(FEWEST_IN_ENCOUNTER, count):
        group = {"prefab": "guard", "count": 1 + k % 3, "radius": 0.5, "when": "trigger", "trigger": "gate"}
        place = {"position": _gap(k, side)}
        yield f"wave_{k:03d}", {"name": f"Wave {k}", "parent": "rules", "transform": place, "spawn_group": group}


def _gap(k: int, side: int) -> list[float]:
    """A place between four things of the scene."""
    x, height, z = _place(k * 7 % (side * side // 2), side)
    return [x + SPACING_M / 2, height, z + SPACING_M / 2]


def _write(path: Path, head: Table, entities: dict[str, Table]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    blocks = (entity_text(identifier, block, "\n") for identifier, block in entities.items())
    path.write_text("".join([head_text({"format": 1, **head}, "\n"), *blocks]), encoding="utf-8")
