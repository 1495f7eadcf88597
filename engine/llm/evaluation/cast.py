"""Who and what scenarios are peopled with."""

from collections.abc import Mapping
from typing import Any

from engine.llm.evaluation.entity import Entity

PARTY_WAITS: Mapping[str, Any] = {"goals": []}
"""A member of the party without wishes of its own: it does what it is told, and nothing else."""
Parts = Mapping[str, Mapping[str, Any]]
NOTHING: Parts = {}


def friend(
    who: str, x: float, z: float, facing: float = 0.0, *, hp: float | None = None, parts: Parts = NOTHING
) -> Entity:
    """Talren, Kael or Aria."""
    health = {"health": {"current": hp}} if hp is not None else {}
    return Entity(who, who, (x, z), facing, {**health, "agent": PARTY_WAITS, **parts})


def foe(
    who: str,
    x: float,
    z: float,
    facing: float = 0.0,
    *,
    hp: float = 60.0,
    parts: Parts = NOTHING,
    prefab: str = "rift_stalker",
) -> Entity:
    """A stalker that fights by its own mind."""
    return Entity(who, prefab, (x, z), facing, {"health": {"current": hp, "maximum": max(hp, 60.0)}, **parts})


def still(
    who: str,
    x: float,
    z: float,
    facing: float = 0.0,
    *,
    hp: float = 60.0,
    parts: Parts = NOTHING,
    prefab: str = "rift_stalker",
) -> Entity:
    """A stalker that stands and looks, and does nothing."""
    return foe(who, x, z, facing, hp=hp, parts={"agent": PARTY_WAITS, **parts}, prefab=prefab)


def sentry(
    who: str, x: float, z: float, facing: float, *, sight: float = 14.0, fov: float = 90.0, hearing: float = 5.0,
    hp: float = 60.0, parts: Parts = NOTHING,
) -> Entity:  # fmt: skip
    """A stalker that watches what is before it and goes after what it notices."""
    senses = {"sight": sight, "fov": fov, "hearing": hearing}
    mind = {"actions": ["approach", "attack", "search"], "goals": ["defeat_enemies=2.0"]}
    return foe(who, x, z, facing, hp=hp, parts={"perception": senses, "agent": mind, **parts})


def watcher(
    who: str, x: float, z: float, facing: float, *, sight: float = 14.0, fov: float = 90.0, hearing: float = 5.0
) -> Entity:  # fmt: skip
    """A sentry that raises the alarm and does not leave its post."""
    return still(who, x, z, facing, parts={"perception": {"sight": sight, "fov": fov, "hearing": hearing}})


def wall(who: str, x: float, z: float, width: float, depth: float, facing: float = 0.0) -> Entity:
    """A wall that nobody sees over."""
    return Entity(who, "", (x, z), facing, {"obstacle": {"shape": "box", "size": [width, 3.0, depth]}})


def pen(who: str, x: float, z: float, half: float) -> tuple[Entity, ...]:
    """Four walls round a place, without a way in."""
    side = 2.0 * half + 1.0
    return (
        wall(f"{who}_north", x, z + half, side, 0.6), wall(f"{who}_south", x, z - half, side, 0.6),
        wall(f"{who}_east", x + half, z, 0.6, side), wall(f"{who}_west", x - half, z, 0.6, side),
    )  # fmt: skip


def objective(
    who: str, kind: str, x: float, z: float, *, after: str = "", radius: float = 2.0, seconds: float = 1.0,
    signal: str = "", target: str = "",
) -> Entity:  # fmt: skip
    """Something that the encounter asks for at a place."""
    fields: dict[str, Any] = {"kind": kind, "radius": radius, "seconds": seconds}
    fields |= {name: value for name, value in (("after", after), ("signal", signal), ("target", target)) if value}
    return Entity(who, "", (x, z), 0.0, {"objective": fields})


def thread(
    who: str,
    x: float,
    z: float,
    *,
    price: int = 1,
    signal: str = "",
    excludes: str = "",
    kind: str = "raise",
    share: int = 1,
) -> Entity:
    """A thread that may be woven where it hangs."""
    fields: dict[str, Any] = {"kind": kind, "price": price, "share": share}
    fields |= {name: value for name, value in (("signal", signal), ("excludes", excludes)) if value}
    return Entity(who, "", (x, z), 0.0, {"weave": fields})


def loom(terrain: int = 3, way_out: str = "") -> Entity:
    """What may be woven at one time."""
    return Entity("loom", "", None, 0.0, {"loom": {"terrain": terrain, "weather": 1, "way_out": way_out}})


def anchor(who: str, x: float, z: float, *, stability: float) -> Entity:
    """An anchor that frays."""
    return Entity(who, "anchor", (x, z), 0.0, {"anchor": {"stability": stability}})
