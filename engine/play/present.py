"""A picture of the running session: actors between their last two ticks, their plates and rings, the project's own."""

import weakref
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

import numpy as np

from engine.play.compile.compiled import CompiledScene
from engine.play.feel.air import air
from engine.play.feel.bodies import poses, seen_rows, sunk
from engine.play.feel.floats import floats
from engine.play.feel.recent import Recent
from engine.play.feel.telegraphs import telegraphs
from engine.play.feel.traces import traces
from engine.play.running.session import Session
from engine.present.draw_list import DrawList, Glow, Instances, Plate, Ring, instances
from engine.present.entity_parts import glow_of
from engine.present.from_scene import scenery_of
from engine.present.marks import plate_height, ring_radius, side_of
from engine.present.meshes import MESHES
from engine.present.poses.pose import STRIDE
from engine.terrain.shown import ground_of
from engine.world.ids import DOWN, PARTY, TEAM_NAMES, TICK_SECONDS, UP
from engine.world.registry import Parts

FLASH_TICKS = 9
FALLEN = 0.55
DANGER_FROM = 0.35
STEPS_PER_M, STEP_LIFT_M = 1.3, 0.035
# Nobody reads more plates than this; who comes later in the scene, such as a spawned crowd, goes without.
MOST_LABELLED = 120

_scenery: "weakref.WeakKeyDictionary[Session, tuple[CompiledScene, DrawList]]" = weakref.WeakKeyDictionary()


def draw_list(session: Session, alpha: float = 1.0, parts: Parts | None = None) -> DrawList:
    """What to show `alpha` (0..1) of the way from the previous tick to the current one; the session is only read.

    A HUD block or drawing of a project that raises is left out and told of once in the session's findings.
    """
    parts = parts or session.compiled.parts
    view = session.world.view
    base = _standing(session)
    # Whoever adds to a picture adds to lists of its own, never to the scenery that the next one begins with.
    lists = {each.name: getattr(base, each.name) for each in fields(base)}
    picture = replace(base, **{name: part.copy() for name, part in lists.items() if isinstance(part, list)})
    alpha = min(max(alpha, 0.0), 1.0)
    old, new = view["previous_position"], view["position"]
    where = (old + (new - old) * np.float32(alpha)).astype(np.float32)
    _bob(session, where)
    recent = Recent.of(session, alpha)
    sunk(session, recent, where)
    seen = seen_rows(session, recent)
    picture.instances += _actors(session, seen, where, recent, alpha)
    shown = np.flatnonzero((view["life"] == UP) | (view["life"] == DOWN))
    # A population goes without plates and rings, however few it is: nobody is to be told apart in it.
    for i in shown[shown < len(session.compiled.roster)][:MOST_LABELLED].tolist():
        _label(session, parts, i, where[i], picture)
    picture.glows += _glows(session, where)
    player = np.flatnonzero(view["is_player"] != 0)
    if len(player):
        x, y, z = where[int(player[0])].tolist()
        picture.camera_target = (x, y, z)
        picture.danger = danger_of(session, int(player[0]))
    traces(session, recent, where, picture)
    telegraphs(session, recent, where, alpha, picture)
    floats(session, recent, where, picture)
    picture.time = (session.tick + alpha - 1.0) * TICK_SECONDS
    air(session, picture, picture.time)
    _project_parts(session, parts, picture, alpha)
    return picture


def _standing(session: Session) -> DrawList:
    """The scenery: made once for each compiled scene, since nothing of it moves."""
    compiled = session.compiled
    known = _scenery.get(session)
    if known is None or known[0] is not compiled:
        known = _scenery[session] = (compiled, scenery_of(compiled.scene, ground=ground_of(session.landscape)))
    return known[1]


def _actors(session: Session, shown: Any, where: Any, recent: Recent, alpha: float) -> list[Instances]:
    """One group for each kind of actor, whole arrays at a time: a crowd of thousands is drawn every frame."""
    view, compiled = session.world.view, session.compiled
    flash, kinds = _flash(session), view["prototype"][shown]
    is_friend = (view["team"] == PARTY) & (view["is_player"] == 0)
    knocked = view["knocked_ticks"] > 0 if "knocked_ticks" in view else np.zeros(session.world.rows, np.bool_)
    groups: list[Instances] = []
    different: list[int] = np.unique(kinds).tolist()
    meshes = [compiled.prototypes[kind].mesh for kind in different]
    jointed = [kind for kind, mesh in zip(different, meshes, strict=True) if MESHES.spec(mesh).mesh.rig is not None]
    posed = shown[np.isin(kinds, jointed)]
    pose = poses(session, recent, posed, alpha)
    for kind in different:
        look, rows = compiled.prototypes[kind], shown[kinds == kind]
        is_down = view["life"][rows] != UP
        own = pose[view["prototype"][posed] == kind] if kind in jointed else None
        if own is not None:
            own[:, STRIDE] /= max(look.scale, 0.01)
        dim = np.where(is_down, FALLEN, 1.0)[:, None]
        groups.append(
            instances(
                look.mesh,
                where[rows],
                entity=compiled.entities_of(rows),
                yaw=view["yaw"][rows],
                scale=look.scale,
                tint=np.array(look.tint) * dim,
                flash=flash[rows],
                emphasis=np.where(view["immovable"][rows] != 0, 0.0, 1.0),
                lying=None if own is not None else (is_down | knocked[rows]) & (view["immovable"][rows] == 0),
                pose=own,
                yields=is_friend[rows],
            )
        )
    return groups


def _bob(session: Session, where: Any) -> None:
    """Lift the people of a population with each step: two steps a stride, longer ones the faster they walk."""
    crowd = slice(len(session.compiled.roster), None)
    if not session.compiled.people:
        return
    velocity = session.world.view["velocity"][crowd]
    pace = np.minimum(np.hypot(velocity[:, 0], velocity[:, 2]), 1.5)
    steps = session.world.view["speed"][crowd] * np.float32(session.tick * TICK_SECONDS * STEPS_PER_M)
    where[crowd, 1] += STEP_LIFT_M * pace * np.abs(np.sin((steps + np.arange(len(pace)) * 0.37) * np.float32(np.pi)))


def _glows(session: Session, where: Any) -> Iterator[Glow]:
    """The lamps and glowing bodies of those who are in play."""
    compiled = session.compiled
    life = session.world.view["life"]
    for i in compiled.shining_rows:
        if life[i] not in (UP, DOWN):
            continue
        x, y, z = where[i].tolist()
        scale = compiled.prototypes[int(session.world.view["prototype"][i])].scale
        glow = glow_of(compiled.roster[i].view.components, (x, y, z), scale)
        if glow is not None:
            yield glow


def _flash(session: Session) -> Any:
    """1 at the tick of a hit, fading to 0; nothing flashes in a world that does not know of hits."""
    since = session.world.view.get("last_hit_ticks")
    if since is None:
        return np.zeros(session.world.rows, np.float32)
    return np.clip(1.0 - since / FLASH_TICKS, 0.0, 1.0).astype(np.float32)


def _label(session: Session, parts: Parts, i: int, where: Any, picture: DrawList) -> None:
    """The plate above an actor and the ring under it. Boxes get a plate only once they are damaged."""
    view, row = session.world.view, session.compiled.roster[i]
    side = side_of(TEAM_NAMES[int(view["team"][i])], is_player=bool(view["is_player"][i]))
    look = session.compiled.prototypes[int(view["prototype"][i])]
    x, y, z = where.tolist()
    fraction = health_fraction(session, i)
    is_box = bool(view["immovable"][i])
    if not is_box or (fraction is not None and fraction < 1.0):
        top = y + plate_height(look.mesh, look.scale)
        down = int(view["life"][i]) == DOWN
        subtitle = "down" if down else action_name(session, parts, i)
        picture.plates.append(Plate(row.entity, row.name, subtitle, (x, top, z), fraction, side))
    if not is_box:
        style = "dashed" if int(view["life"][i]) == DOWN else "solid"
        radius = ring_radius(look.mesh, float(view["radius"][i]), look.scale)
        picture.rings.append(Ring((x, y, z), radius, side, style=style, facing=float(view["yaw"][i])))


def health_fraction(session: Session, i: int) -> float | None:
    """Share of its health that a row has left, or None when it has none to lose."""
    view = session.world.view
    if "health" not in view or view["health_max"][i] <= 0:
        return None
    return min(max(float(view["health"][i] / view["health_max"][i]), 0.0), 1.0)


def danger_of(session: Session, i: int) -> float:
    """How near an actor is to falling, 0..1: nothing from a third of its health on, all of it once it is down."""
    if int(session.world.view["life"][i]) != UP:
        return 1.0
    left = health_fraction(session, i)
    return 0.0 if left is None else max(0.0, 1.0 - left / DANGER_FROM)


def action_name(session: Session, parts: Parts, i: int) -> str:
    """What an agent does, in words; empty when it does nothing."""
    view = session.world.view
    if "action" in view and 0 <= int(view["action"][i]) < len(parts.actions):
        return list(parts.actions)[int(view["action"][i])].replace("_", " ")
    return ""


def _project_parts(session: Session, parts: Parts, picture: DrawList, alpha: float) -> None:
    for part in sorted(parts.hud.values(), key=lambda part: (part.order, part.name)):
        try:
            block = part.block(session)
        except Exception as error:
            session.report_once("hud", f'the HUD block "{part.name}" failed and is not shown', error)
            continue
        if block is not None:
            picture.hud.append(block)
    for part in sorted(parts.of("shown").values(), key=lambda part: (part.order, part.name)):
        try:
            part.add(session, picture, alpha)
        except Exception as error:
            session.report_once("shown", f'the drawing "{part.name}" failed and is not shown', error)
