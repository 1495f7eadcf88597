"""Weaving tables: weaves, woven rows, shards and ways as arrays, filled when a scene is compiled."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from engine.document import Finding
from engine.nav.grid import nav_grid
from engine.nav.room import CELL_M
from engine.physics.scene_obstacles import DEFAULT_RADIUS_M
from engine.play.compile.compiled import CompileError
from engine.play.systems.encounter.errand_tables import errand_tables
from engine.world.roster import roster_of
from engine.world.system import static

from .kinds import BUDGETS, KINDS, MOST_CELLS, MOST_WEAVES, NEVER
from .ways import Thread, Wall, Ways, box_of, costs_to, ways_of

CHANGES = ("nothing", "stabilize_storm", "redirect_storm")
UNBOUNDED = 1 << 20


def weaves_of(scene: Any) -> list[Any]:
    """The entities that are weaves, in scene order: their place is their number."""
    return list(scene.with_component("weave"))


def too_much(scene: Any) -> str:
    """Why the weaves of a scene can't be judged together, as a sentence; "" when they can."""
    count, side = len(weaves_of(scene)), scene.header.terrain.size_m / CELL_M
    if count > MOST_WEAVES:
        return f"{count} weaves are more than the {MOST_WEAVES} that can be judged together. Remove some."
    if (1 << count) * side * side > MOST_CELLS:
        most = int((MOST_CELLS / (1 << count)) ** 0.5 * CELL_M)
        return (
            f"{count} weaves can be judged together on a ground of up to {most} m; this one has "
            f"{scene.header.terrain.size_m:g} m. Remove weaves, or make the ground smaller."
        )
    return ""


def place_of(entity: Any) -> tuple[float, float]:
    """Where an entity stands on the ground: x, z [m]."""
    place = entity.components.get("transform")
    return (float(place.position[0]), float(place.position[2])) if place else (0.0, 0.0)


def threads_of(scene: Any) -> list[Thread]:
    """What of each weave bears on the ways; a weave that another one excludes excludes it, too."""
    weaves = weaves_of(scene)
    numbers = {entity.id: number for number, entity in enumerate(weaves)}
    excluded = {number: numbers.get(entity.components["weave"].excludes, -1) for number, entity in enumerate(weaves)}
    for number, other in list(excluded.items()):
        if other >= 0 and excluded[other] < 0:
            excluded[other] = number
    threads: list[Thread] = []
    for number, entity in enumerate(weaves):
        weave = entity.components["weave"]
        back = int(weave.price * weave.refund + 0.5)
        budget = BUDGETS.index(weave.budget)
        threads.append(Thread(place_of(entity), weave.reach, weave.price, back, budget, weave.share, excluded[number]))
    return threads


def walls_of(scene: Any) -> list[Wall]:
    """The barriers that stand only while a weave is woven, or is not."""
    numbers = {entity.id: number for number, entity in enumerate(weaves_of(scene))}
    walls: list[Wall] = []
    for entity in scene.with_component("woven"):
        woven, box = entity.components["woven"], box_of(entity)
        if box is not None and woven.by in numbers:
            walls.append(Wall(box, numbers[woven.by], woven.shows == "woven"))
    return walls


def loom_of(scene: Any) -> tuple[tuple[int, int], tuple[float, float] | None]:
    """The budgets of terrain and weather, and the place of the way out; None where the encounter names none."""
    for entity in scene.with_component("loom"):
        loom = entity.components["loom"]
        out = next((place_of(other) for other in scene.entities if other.id == loom.way_out), None)
        return (loom.terrain, loom.weather), out
    return (UNBOUNDED, UNBOUNDED), None


def widest_of_party(scene: Any) -> float:
    """Largest radius [m] of a body of the party."""
    radii = [DEFAULT_RADIUS_M]
    for entity in scene.with_component("body"):
        team = entity.components.get("team")
        if team is not None and team.side == "party":
            radii.append(float(entity.components["body"].radius))
    return max(radii)


def ways_in(scene: Any) -> Ways:
    """The ways of a scene's weaves. Without a way out every place is as good as it."""
    threads, (budgets, out) = threads_of(scene), loom_of(scene)
    radius = widest_of_party(scene)
    must = max((entity.components["loom"].must_weave for entity in scene.with_component("loom")), default=0)
    ways = ways_of(nav_grid(scene), threads, walls_of(scene), budgets, out or (0.0, 0.0), radius, must)
    if out is None:
        ways.need[...] = 0
    return ways


@static(columns="weave_rule weave_place weave_count weave_budget woven_by woven_shows")
def weave_tables(scene: Any, parts: Any) -> Mapping[str, Any]:
    """Weaves in scene order, and which rows each decides about. CompileError for more than can be judged together."""
    weaves, threads = weaves_of(scene), threads_of(scene)
    refused = too_much(scene) if weaves else ""
    if refused:
        raise CompileError([Finding("weave-count", "error", refused, None, weaves[-1].id)])
    signals = {name: number for number, name in enumerate(parts.signals)}
    rules = [
        (
            KINDS.index(entity.components["weave"].kind),
            thread.budget,
            thread.share,
            thread.price,
            thread.back,
            signals.get(entity.components["weave"].signal, -1),
            thread.excludes,
            CHANGES.index(entity.components["weave"].changes),
        )
        for entity, thread in zip(weaves, threads, strict=True)
    ]
    numbers = {entity.id: number for number, entity in enumerate(weaves)}
    woven = [row.view.components.get("woven") for row in roster_of(scene, parts)]
    return {
        "weave_rule": np.array(rules, "i4").reshape(len(rules), 8),
        "weave_place": np.array([(*thread.place, thread.reach) for thread in threads], "f4").reshape(-1, 3),
        "weave_count": len(weaves),
        "weave_budget": np.array(loom_of(scene)[0], "i4"),
        "woven_by": np.array([numbers.get(each.by, -1) if each else -1 for each in woven], "i4"),
        "woven_shows": np.array([bool(each and each.shows == "woven") for each in woven], "u1"),
    }


@static(columns="weave_region weave_need weave_way way_out echo_held")
def way_tables(scene: Any, parts: Any) -> Mapping[str, Any]:
    """Who can walk where with which weaves, and what must be kept at first; nothing where nothing can be woven."""
    if not weaves_of(scene):
        return {
            "weave_region": np.zeros((1, 1, 1)),
            "weave_need": np.zeros((1, 256)),
            "weave_way": np.zeros((1, 0, 1, 1)),
            "way_out": np.zeros(3),
        }
    ways, out = ways_in(scene), loom_of(scene)[1] or (0.0, 0.0)
    return {
        "echo_held": _held(scene, ways),
        "weave_region": ways.region,
        "weave_need": ways.need,
        "weave_way": costs_to(ways, errand_tables(scene, parts)["errand_spot"].tolist()),
        "way_out": np.array([*out, widest_of_party(scene)], "f4"),
    }


def at_hand(scene: Any, ways: Ways, start: tuple[float, float]) -> int:
    """Echo of the shards that can be got to from a place before anything is woven."""
    here = ways.region_at(start)
    shards = scene.with_component("echo_shard")
    return sum(shard.components["echo_shard"].amount for shard in shards if ways.region_at(place_of(shard)) == here)


def _held(scene: Any, ways: Ways) -> int:
    """Echo that the party must keep from the first tick on; 0 where no purse would do."""
    player = next(iter(scene.with_component("player")), None)
    asked = NEVER if player is None else ways.need_at(place_of(player))
    return 0 if player is None or asked >= NEVER else max(asked - at_hand(scene, ways, place_of(player)), 0)


@static(columns="shard_place shard_rule shard_count")
def shard_tables(scene: Any, parts: Any) -> Mapping[str, Any]:
    """Shards in scene order."""
    shards = list(scene.with_component("echo_shard"))
    places = [(*place_of(entity), entity.components["echo_shard"].radius) for entity in shards]
    signals = {name: number for number, name in enumerate(parts.signals)}
    rules = [
        (entity.components["echo_shard"].amount, signals.get(entity.components["echo_shard"].signal, -1))
        for entity in shards
    ]
    return {
        "shard_place": np.array(places, "f4").reshape(len(places), 3),
        "shard_rule": np.array(rules, "i4").reshape(len(rules), 2),
        "shard_count": len(shards),
    }
