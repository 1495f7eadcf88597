"""Readings: what the HUD needs of a running session, looked up by name and never written."""

from typing import TYPE_CHECKING, Any

import numpy as np

from engine.play.systems.encounter.verdict import PLAYER_DOWN
from engine.world.ids import DOWN, FREE, PARTY, TICKS_PER_SECOND, UP

if TYPE_CHECKING:
    from engine.play.running.session import Session


def party_rows(session: "Session") -> list[int]:
    """Local ids of the party, the player first."""
    view = session.world.view
    rows = np.flatnonzero((view["team"] == PARTY) & (view["life"] != FREE)).tolist()
    return sorted(rows, key=lambda row: (not view["is_player"][row], row))


def name_of(session: "Session", row: int) -> str:
    """What the actor is called."""
    return session.compiled.roster[row].name


def share(session: "Session", row: int) -> float:
    """Share of its health that an actor has left, 0..1."""
    view = session.world.view
    most = float(view["health_max"][row])
    return float(np.clip(view["health"][row] / most, 0.0, 1.0)) if most > 0.0 else 0.0


def doing(session: "Session", row: int) -> str:
    """What the actor is about, in words: its condition when that says more than its plan."""
    view: Any = session.world.view
    if view["life"][row] == DOWN:
        most = [ticks for what, ticks in view["defeat_rule"].tolist() if what == PLAYER_DOWN]
        if not most or not view["is_player"][row]:
            return "down"
        return f"down, {max(0, min(most) - int(view['downed_ticks'][row])) / TICKS_PER_SECOND:.0f} s"
    if view["life"][row] != UP:
        return "gone"
    if view["stun"][row] > 0:
        return "stunned"
    action = int(view["action"][row])
    names = list(session.compiled.parts.actions)
    return names[action].replace("_", " ") if 0 <= action < len(names) else ""


def lane_value(session: "Session", column: str, default: int = 0) -> int:
    """A whole number of the lane; `default` in a game that has no such column."""
    view = session.world.view
    return int(view[column][0]) if column in view else default


def free_echo(session: "Session") -> int:
    """Echo that may be spent on what is not the way out: some is kept for that."""
    view = session.world.view
    return int(view["echo"][0]) - int(view["echo_held"][0])


def anchor_names(session: "Session") -> list[str]:
    """Names of the anchors, by number."""
    return [entity.name for entity in session.compiled.view.with_component("anchor")]
