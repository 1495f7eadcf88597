"""Throwing a ball in a running copy: who throws, what, and with which speed it lands where they aim."""

import math
from typing import TYPE_CHECKING

from engine.play.commands import Input, PlayCommand, Throw

if TYPE_CHECKING:
    from engine.play.running.session import Session

HAND_M = 1.4
"""Height above the foot at which a ball leaves the hand."""
AHEAD_M = 0.4
PACE = 16.0
"""m/s over the ground."""
NEAREST_M, FARTHEST_M = 2.0, 30.0
UNAIMED_M = 12.0
"""How far ahead a ball goes when nobody points at a place."""
GRAVITY = 9.81


def ball_of(session: "Session | None") -> str | None:
    """The prefab that is thrown: the first by name that has a projectile."""
    if session is None:
        return None
    balls = [name for name, prefab in session.compiled.scene.prefabs.items() if "projectile" in prefab.components]
    return min(balls, default=None)


def thrower_of(session: "Session | None") -> int | None:
    """The local id of the player who is on their feet, or None."""
    if session is None:
        return None
    from engine.world.ids import UP

    view = session.world.view
    able = ((view["is_player"] != 0) & (view["life"] == UP)).nonzero()[0]
    return int(able[0]) if len(able) else None


def ball_thrown(session: "Session | None", said: "PlayCommand | None") -> "PlayCommand | None":
    """The command that lets the player throw a ball to where their hands aim; None when nobody can."""
    if session is None:
        return None
    aim = said.aim if isinstance(said, Input) and session.autopilot is None else None
    return throw_towards(session, aim)


def throw_towards(session: "Session", aim: tuple[float, float] | None) -> "PlayCommand | None":
    """The command that lets the player throw a ball to a place on the ground (x, z) [m], or ahead when it is None.

    None when there is no ball or nobody to throw it.
    """
    prefab, row = ball_of(session), thrower_of(session)
    if prefab is None or row is None:
        return None
    x, y, z = session.world.view["position"][row].tolist()
    yaw = float(session.world.view["yaw"][row])
    to_x, to_z = (UNAIMED_M * math.sin(yaw), UNAIMED_M * math.cos(yaw)) if aim is None else (aim[0] - x, aim[1] - z)
    distance = math.hypot(to_x, to_z)
    if distance < 1e-3:
        to_x, to_z, distance = math.sin(yaw), math.cos(yaw), 1.0
    along = (to_x / distance, to_z / distance)
    reach = min(max(distance, NEAREST_M), FARTHEST_M) - AHEAD_M
    seconds = reach / PACE
    # The ground at both ends is taken as level: who throws uphill falls a little short, as people do.
    rise = GRAVITY * seconds / 2 - HAND_M / seconds
    start = (round(x + along[0] * AHEAD_M, 4), round(y + HAND_M, 4), round(z + along[1] * AHEAD_M, 4))
    speed = (round(along[0] * PACE, 4), round(rise, 4), round(along[1] * PACE, 4))
    return Throw(prefab, start, speed, row)
