"""The weather of a choice: a bound storm clears the air and lets the stars through, a loosened one closes in."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from engine.play.feel.recent import Recent
from engine.play.shown import shown
from engine.present.draw_list import DrawList, Environment
from engine.present.effects import Sparks

from ..events import UNWOVEN, WOVEN
from ..weaving.kinds import CHANGES, NO_CHOICE, REDIRECTED, STABILIZED
from .readings import lane_value

if TYPE_CHECKING:
    from engine.play.running.session import Session

TURNS_IN = 80.0
"""So long the sky takes to turn once a thread of the storm is woven or let go [ticks]."""
Air = tuple[float, float, float, float, float]
"""Factors on fog, exposure and rain; clouds and stars that come."""
AIR: dict[int, Air] = {
    NO_CHOICE: (1.0, 1.0, 1.0, 0.0, 0.0),
    STABILIZED: (0.55, 1.06, 0.0, -1.2, 1.3),
    REDIRECTED: (2.1, 0.92, 1.7, 1.0, -1.0),
}
FALLS_M = 0.3
"""Motes with streaks longer than this, straight down, are rain."""


@shown(order=-20)
def weather(session: "Session", picture: DrawList, alpha: float) -> None:
    """Turns the air of the picture to what was chosen for the storm, here or in a chapter before."""
    choice = lane_value(session, "storm_choice")
    before, share = _turning(session, choice, alpha)
    if choice == NO_CHOICE and before == NO_CHOICE:
        return
    old, new = AIR[before], AIR.get(choice, AIR[NO_CHOICE])
    fog, light, rain, clouds, stars = (a + (b - a) * share for a, b in zip(old, new, strict=True))
    air: Environment = picture.environment
    picture.environment = replace(
        air,
        fog_density=air.fog_density * fog,
        exposure=air.exposure * light,
        clouds=min(max(air.clouds + clouds, 0.0), 2.0),
        stars=min(max(air.stars + stars, 0.0), 2.0),
    )
    picture.sparks = [_rained(part, rain) if _is_rain(part) else part for part in picture.sparks]


def _is_rain(part: Sparks) -> bool:
    return len(part) > 0 and float(np.abs(part.trail[:, 1]).min()) > FALLS_M


def _rained(part: Sparks, share: float) -> Sparks:
    return replace(part, colour=part.colour * np.float32(share))


def _turning(session: "Session", choice: int, alpha: float) -> tuple[int, float]:
    """What the sky turns away from, and how far it has come, 0..1."""
    view = session.world.view
    if "weave_rule" not in view:
        return choice, 1.0
    recent = Recent.of(session, alpha)
    for event in reversed(recent.events):
        if event.kind in {WOVEN, UNWOVEN} and 0 <= event.target < len(view["weave_rule"]):
            changed = int(view["weave_rule"][event.target, CHANGES])
            if changed != NO_CHOICE:
                share = min((recent.now - event.tick) / TURNS_IN, 1.0)
                smooth = max(share, 0.0) ** 2 * (3.0 - 2.0 * max(share, 0.0))
                return (NO_CHOICE if event.kind == WOVEN else changed), smooth
    return choice, 1.0
