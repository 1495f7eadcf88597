"""Traces of what happens: sparks where blows land, help that rises, stars round the stunned, dust at running feet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from engine.play.feel import looks
from engine.play.feel.bodies import BODY_TICKS, fallen
from engine.play.feel.recent import Recent
from engine.present.sparks import Sparkler
from engine.world.events import ABILITY, BROKEN, DAMAGE, DOWNED, REVIVED
from engine.world.ids import HOSTILE, TICK_SECONDS, TICKS_PER_SECOND, UP

if TYPE_CHECKING:
    from engine.play.running.session import Session
    from engine.play.running.state import Event
    from engine.present.draw_list import DrawList

HIT_TICKS, BURST_TICKS = 28, 70
CHEST = 0.62
DUST_FROM_M_S, MOST_DUSTY = 2.2, 16
HELP_A_SECOND, STARS_A_SECOND, DISSOLVE_A_SECOND = 22.0, 9.0, 30.0


def traces(session: Session, recent: Recent, where: Any, picture: DrawList) -> None:
    """Add the particles of one moment to the picture; `where` (rows, 3) [m] is where everybody is drawn."""
    sparkler = Sparkler()
    _hits(session, recent, where, sparkler)
    _bursts(recent, where, sparkler)
    _states(session, recent, where, sparkler)
    _dust(session, recent, where, sparkler)
    made = sparkler.sparks()
    if len(made):
        picture.sparks = [*picture.sparks, made]


def seed_of(event: Event) -> int:
    """A number for an event, the same whenever it is drawn."""
    return (event.tick * 1_000_003 + event.kind * 8191 + (event.source + 1) * 131 + event.target + 1) % 2**62


def _hits(session: Session, recent: Recent, where: Any, sparkler: Sparkler) -> None:
    view = session.world.view
    for event, age in recent.of_kind(DAMAGE, HIT_TICKS):
        if not 0 <= event.target < len(where):
            continue
        place = where[event.target] + (0.0, float(view["height"][event.target]) * CHEST, 0.0)
        away = (0.0, 1.0, 0.0)
        if 0 <= event.source < len(where):
            offset = where[event.target] - where[event.source]
            reach = float(np.hypot(offset[0], offset[2])) + 1e-6
            away = (offset[0] / reach, 0.5, offset[2] / reach)
            # Where the blow met the body, on the side that it came from.
            place = place - offset / reach * float(view["radius"][event.target]) * 0.8
        if view["immovable"][event.target]:
            sparkler.burst(looks.SPLINTERS, seed_of(event), place, age * TICK_SECONDS, away)
            continue
        look = looks.HIT if view["team"][event.target] == HOSTILE else looks.HURT
        sparkler.burst(look, seed_of(event), place, age * TICK_SECONDS, away)
        sparkler.burst(looks.FLARE, seed_of(event), place, age * TICK_SECONDS)


def _bursts(recent: Recent, where: Any, sparkler: Sparkler) -> None:
    for kind, look, who in (
        (ABILITY, looks.SHOCK, "source"),
        (BROKEN, looks.SPLINTERS, "target"),
        (DOWNED, looks.DUST, "target"),
        (REVIVED, looks.RISE, "target"),
    ):
        for event, age in recent.of_kind(kind, BURST_TICKS):
            row = int(getattr(event, who))
            if 0 <= row < len(where):
                sparkler.burst(look, seed_of(event), where[row] + (0.0, 0.15, 0.0), age * TICK_SECONDS)


def _states(session: Session, recent: Recent, where: Any, sparkler: Sparkler) -> None:
    view, now = session.world.view, recent.now * TICK_SECONDS
    up, height = view["life"] == UP, view["height"]
    for row in np.flatnonzero(up & (view["mend_ticks"] > 0)).tolist() if "mend_ticks" in view else ():
        sparkler.stream(looks.HELP, row, where[row] + (0.0, float(height[row]) * 0.4, 0.0), now, HELP_A_SECOND)
    for row in np.flatnonzero(up & (view["stun"] > 0)).tolist() if "stun" in view else ():
        crown = where[row] + (0.0, float(height[row]) * 1.05, 0.0)
        sparkler.stream(looks.STARS, row + 7919, crown, now, STARS_A_SECOND)
    for row, age in fallen(session, recent).items():
        share = age / BODY_TICKS
        lying = where[row] + (0.0, 0.3, 0.0)
        sparkler.stream(looks.DISSOLVE, row + 104_729, lying, now, DISSOLVE_A_SECOND * min(1.0, 2.0 * share))


def _dust(session: Session, recent: Recent, where: Any, sparkler: Sparkler) -> None:
    view, now = session.world.view, recent.now * TICK_SECONDS
    roster = len(session.compiled.roster)
    way = (view["position"][:roster] - view["previous_position"][:roster]) * np.float32(TICKS_PER_SECOND)
    pace = np.hypot(way[:, 0], way[:, 2])
    runs = (view["life"][:roster] == UP) & (view["immovable"][:roster] == 0) & (pace > DUST_FROM_M_S)
    for row in np.flatnonzero(runs)[:MOST_DUSTY].tolist():
        foot = where[row] + (0.0, 0.08, 0.0)
        sparkler.stream(looks.DUST, row + 15_485_863, foot, now, min(float(pace[row]) * 2.2, 20.0), velocity=way[row])
