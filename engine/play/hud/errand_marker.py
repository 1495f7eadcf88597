"""The errand in the picture: a pillar of light where it leads, and chevrons on the ground that run there."""

import math
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from engine.ai.errand_columns import NO_ERRAND, WEAVE_THERE
from engine.play.shown import shown
from engine.play.systems.encounter.errand_tables import WELL_INSIDE
from engine.play.systems.population import wander
from engine.present.batches import lines
from engine.present.colour import srgb
from engine.present.draw_list import DrawList, Glow, Label, Point, Ribbon, Ring
from engine.present.ground import height_at
from engine.world.ids import TICK_SECONDS
from engine.world.kernel import plain_twin

if TYPE_CHECKING:
    from engine.play.running.session import Session

Points = NDArray[Any]
GOLD, PALE, DARK = "#ffd27a", "#fff6dc", "#000000"
PILLAR_M, PILLAR_WIDTH_M = 7.5, 0.5
LABEL_M = 3.0
STRIDE_M = 0.5
FIRST_M, APART_M, MOST = 1.6, 1.5, 6
"""Chevrons begin so far before the player and lie so far apart; so many are drawn."""
PACE = 1.6
"""Metres a second at which they run ahead: the eye follows what moves."""
ARM_M, WIDTH_M, THROUGH = 0.42, 0.15, 0.3
LIFT_M = 0.1
BUSY_M = 9.0
"""With an enemy so near nobody looks for the way."""

way_at: Any = plain_twin(cast("Any", wander).direction_at)


@shown(order=30)
def errand_marker(session: "Session", picture: DrawList, alpha: float) -> None:
    """Where the errand of the moment is, and the way to it on the ground that is drawn; nothing without an errand."""
    view = session.world.view
    if int(view["errand_kind"][0]) == NO_ERRAND or picture.camera_target is None:
        return
    here = np.array([picture.camera_target[0], picture.camera_target[2]])
    place = view["errand_place"][0].astype(float)
    near = float(view["errand_near"][0]) / WELL_INSIDE
    if int(view["errand_kind"][0]) == WEAVE_THERE:
        _other_choices(session, picture, here)
    left = math.dist(place.tolist(), here.tolist())
    x, z = place.tolist()
    y = float(height_at(picture.ground, x, z))
    if near > 0.0:
        picture.rings.append(Ring((x, y, z), near, colour=GOLD, style="dashed"))
    if left > near:
        name = list(session.compiled.view.with_component("objective"))[int(view["errand_objective"][0])].name
        _pillar(picture, (x, y, z), f"{name}  {left:.0f} m")
    row = int(np.flatnonzero(view["is_player"] != 0)[0])
    is_busy = view["target"][row] >= 0 and float(view["target_distance"][row]) < BUSY_M
    if left > near + FIRST_M and not is_busy:
        _chevrons(session, picture, here, place, near, (session.tick + alpha) * TICK_SECONDS)


def _other_choices(session: "Session", picture: DrawList, here: Points) -> None:
    """Where else the same can be woven: who is led to one of several threads sees all of them."""
    view = session.world.view
    number = int(view["errand_objective"][0])
    name = list(session.compiled.view.with_component("objective"))[number].name
    for spot in range(int(view["errand_first"][number]), int(view["errand_first"][number + 1])):
        if spot == int(view["errand_at"][0]):
            continue
        x, z, inside = view["errand_spot"][spot].astype(float).tolist()
        y, away = float(height_at(picture.ground, x, z)), math.dist((x, z), here.tolist())
        picture.rings.append(Ring((x, y, z), inside / WELL_INSIDE, colour=GOLD, style="dashed"))
        if away > inside / WELL_INSIDE:
            _pillar(picture, (x, y, z), f"{name}  {away:.0f} m")


def _pillar(picture: DrawList, at: Point, text: str) -> None:
    x, y, z = at
    picture.ribbons = [*picture.ribbons, Ribbon((x, y, z), (x, y + PILLAR_M, z), GOLD, 0.0, DARK, PILLAR_WIDTH_M)]
    picture.glows.append(Glow((x, y + 0.6, z), 1.4, GOLD, 0.6))
    picture.labels = [*picture.labels, Label(text, (x, y + LABEL_M, z), GOLD, leads=True)]


def _chevrons(session: "Session", picture: DrawList, here: Points, place: Points, near: float, time: float) -> None:
    points = _way(session, here, place, near)
    along = FIRST_M + np.arange(MOST) * APART_M + (time * PACE) % APART_M
    steps = np.minimum(along / STRIDE_M, len(points) - 2).astype(int)
    seen = along < (len(points) - 2) * STRIDE_M
    if not seen.any():
        return
    ahead = points[steps + 1] - points[steps]
    ahead /= np.maximum(np.hypot(ahead[:, 0], ahead[:, 1]), 1e-6)[:, None]
    tip = points[steps] + ahead * (along - steps * STRIDE_M)[:, None]
    side = np.column_stack([-ahead[:, 1], ahead[:, 0]])
    wings = [tip - ahead * ARM_M + side * ARM_M, tip - ahead * ARM_M - side * ARM_M]
    # They come into sight at the player's feet and fade out ahead.
    fade = np.clip((along - FIRST_M) / APART_M, 0.0, 1.0) * np.clip((FIRST_M + MOST * APART_M - along) / 4.0, 0.0, 1.0)
    colour = np.column_stack([np.tile(srgb(PALE), (MOST, 1)), 0.95 * fade])
    # The scenery's own lists are shared by all pictures, so they are replaced, never added to.
    picture.line_batches = [
        *picture.line_batches,
        *(
            lines(
                picture.ground,
                _lifted(picture, wing[seen]),
                _lifted(picture, tip[seen]),
                colour[seen],
                width=WIDTH_M,
                through=THROUGH,
            )
            for wing in wings
        ),
    ]


def _way(session: "Session", here: Points, place: Points, near: float) -> Points:
    """(n, 2) points [m] every STRIDE_M on the way to the place, as the autopilot would walk it."""
    view = session.world.view
    spot, frame = int(view["errand_at"][0]), view["nav_frame"]
    points: list[Points] = [here]
    for _ in range(int((FIRST_M + (MOST + 1) * APART_M) / STRIDE_M)):
        x, z = points[-1].tolist()
        if math.dist(place.tolist(), (x, z)) <= near:
            break
        way: Points = np.zeros(2)
        if spot >= 0:
            way = np.array(
                way_at(np.float32(x), np.float32(z), view["errand_way"], spot, frame[0], frame[1], frame[2], frame[2])
            )
        if math.hypot(*way.tolist()) <= 1.0:
            way = place - points[-1]
        points.append(points[-1] + way / max(math.hypot(*way.tolist()), 1e-6) * STRIDE_M)
    return np.array(points)


def _lifted(picture: DrawList, points: Points) -> Points:
    """(n, 3) points clear of short grass."""
    high = height_at(picture.ground, points[:, 0], points[:, 1]) + LIFT_M
    return np.column_stack([points[:, 0], high, points[:, 1]])
