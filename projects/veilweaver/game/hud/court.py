"""The Warden's court in the picture: pylons that feed him, sigils that are lit, his ward and what he has adapted to."""

from typing import TYPE_CHECKING

import numpy as np

from engine.play.feel.recent import Recent
from engine.play.feel.traces import seed_of
from engine.play.shown import shown
from engine.present.draw_list import DrawList, Glow, Ribbon, Ring
from engine.present.ground import height_at
from engine.present.sparks import Look, Sparkler
from engine.world.ids import TICK_SECONDS, UP

from ..warden.events import PYLON_UNBOUND, SIGIL_BOON, WARD_BROKEN, WARDEN_PHASE

if TYPE_CHECKING:
    from engine.play.running.session import Session

FEEDING, LIT, WARDED = "#c58aff", "#ffd98a", "#b49cff"
PYLON_TOP_M, CHEST, RING_M = 3.9, 0.62, 0.06
THREAD = Look(
    life_s=1.0, speed=(0.3, 1.2), spread=0.7, gravity=-0.6, size=(0.12, 0.03), colour="#e6c8ff", end_colour=FEEDING,
    trail_s=0.03, around=0.5,
)  # fmt: skip
UNBOUND = Look(
    count=60, life_s=1.4, speed=(1.5, 6.0), spread=0.8, gravity=1.0, drag=0.6, size=(0.16, 0.03), colour="#f0dcff",
    end_colour="#7a4aff", trail_s=0.05, around=0.6,
)  # fmt: skip
BOON = Look(
    life_s=1.6, speed=(0.4, 1.1), spread=0.12, gravity=-0.3, size=(0.09, 0.02), colour="#fff1cc", end_colour=LIT,
    strength=0.9, trail_s=0.02, around=1.0,
)  # fmt: skip
FIELD = Look(
    life_s=0.9, speed=(0.1, 0.6), spread=1.0, gravity=0.0, size=(0.15, 0.04), colour="#a8d8ff", end_colour="#3a7aff",
    strength=1.1, trail_s=0.03, around=1.9, swirl=0.35,
)  # fmt: skip
SHOCK = Look(
    life_s=0.35, speed=(2.0, 6.0), spread=1.0, gravity=0.0, drag=0.8, size=(0.09, 0.02), colour="#fff6b0",
    end_colour="#ffc020", strength=1.3, trail_s=0.06, around=1.2,
)  # fmt: skip
ADAPTED = {1: (FIELD, 40.0), 2: (SHOCK, 34.0)}
"""What each adaptation looks like around him, and how many particles a second."""
CHANGE_TICKS, WORK_A_SECOND, BOON_A_SECOND, WARD_A_SECOND = 90, 40.0, 12.0, 30.0


@shown(order=45)
def court(session: "Session", picture: DrawList, alpha: float) -> None:
    """Nothing where there is no Warden; the threads of the pylons say what keeps him up, and go with them."""
    view = session.world.view
    wardens = np.flatnonzero((view["is_warden"] != 0) & (view["life"] == UP))
    recent, sparkler = Recent.of(session, alpha), Sparkler()
    where = view["previous_position"] + (view["position"] - view["previous_position"]) * np.float32(alpha)
    _pylons(session, picture, recent, sparkler, [where[row] for row in wardens.tolist()])
    _sigils(session, picture, recent, sparkler)
    for row in wardens.tolist():
        _warden(session, picture, recent, sparkler, where[row], float(view["height"][row]))
    made = sparkler.sparks()
    if len(made):
        picture.sparks = [*picture.sparks, made]


def _pylons(session: "Session", picture: DrawList, recent: Recent, sparkler: Sparkler, fed: list[np.ndarray]) -> None:
    view, now = session.world.view, recent.now * TICK_SECONDS
    ribbons = list(picture.ribbons)
    for number, (x, z, *_) in enumerate(view["pylon_place"].tolist()):
        top = _point(picture, x, z, PYLON_TOP_M)
        if view["pylon_stands"][0, number]:
            ribbons += [
                Ribbon(top, _chest(foot, PYLON_TOP_M * CHEST), FEEDING, sag=-0.5, width=0.13, strands=1) for foot in fed
            ]
        if view["pylon_work"][0, number] > 0:
            sparkler.stream(THREAD, number + 11_003, top, now, WORK_A_SECOND)
        for event, age in recent.of_kind(PYLON_UNBOUND, CHANGE_TICKS):
            if event.target == number:
                sparkler.burst(UNBOUND, seed_of(event), top, age * TICK_SECONDS)
    picture.ribbons = ribbons


def _sigils(session: "Session", picture: DrawList, recent: Recent, sparkler: Sparkler) -> None:
    view, now = session.world.view, recent.now * TICK_SECONDS
    rings = list(picture.rings)
    for number, (x, z, radius, _) in enumerate(view["sigil_place"].tolist()):
        if view["sigil_rest"][0, number] == 0:
            foot = _point(picture, x, z, RING_M)
            rings.append(Ring(foot, radius, colour=LIT, style="dashed" if view["sigil_stood"][0, number] else "solid"))
            sparkler.stream(BOON, number + 12_007, foot, now, BOON_A_SECOND)
        for event, age in recent.of_kind(SIGIL_BOON, CHANGE_TICKS):
            if event.target == number:
                sparkler.burst(UNBOUND, seed_of(event), _point(picture, x, z, 0.6), age * TICK_SECONDS)
    picture.rings = rings


def _warden(
    session: "Session", picture: DrawList, recent: Recent, sparkler: Sparkler, foot: np.ndarray, height: float
) -> None:
    view, now = session.world.view, recent.now * TICK_SECONDS
    chest = _chest(foot, height * CHEST)
    adapted = ADAPTED.get(int(view["adaptation"][0])) if "adaptation" in view else None
    if adapted is not None:
        sparkler.stream(adapted[0], 13_001, chest, now, adapted[1])
    if view["warden_ward"][0]:
        picture.glows = [*picture.glows, Glow(chest, height * 0.9, WARDED, strength=0.35)]
        sparkler.stream(THREAD, 13_007, chest, now, WARD_A_SECOND)
    for kind in (WARDEN_PHASE, WARD_BROKEN):
        for event, age in recent.of_kind(kind, CHANGE_TICKS):
            sparkler.burst(UNBOUND, seed_of(event), chest, age * TICK_SECONDS)


def _chest(foot: np.ndarray, lift: float) -> tuple[float, float, float]:
    return float(foot[0]), float(foot[1]) + lift, float(foot[2])


def _point(picture: DrawList, x: float, z: float, lift: float) -> tuple[float, float, float]:
    return x, float(height_at(picture.ground, x, z)) + lift, z
