"""What Veilweaver adds to be heard: weaving and Echo, abilities, anchors that warn and hum, and a chord."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from engine.ai.wish import SHOCKWAVE
from engine.play.feel.sounds import place_of
from engine.present.cues import Hum, SoundCue, hummed, sounded
from engine.world.events import ABILITY
from engine.world.ids import HOSTILE, UP

from .anchor_states import CRITICAL, STATES, state_of
from .events import (
    ANCHOR_MENDED,
    ANCHOR_PULSED,
    ANCHOR_STATE,
    ECHO_FOR_FALLEN,
    ECHO_FOR_SHARD,
    ECHO_SPENT_ON_DASH,
    ECHO_SPENT_ON_MENDING,
    MARKED,
    PARRIED,
    TAUNTED,
    UNWOVEN,
    WEAVE_REFUSED,
    WOVEN,
)
from .warden.events import (
    ANCHOR_RUPTURED,
    ANCHOR_TARGETED,
    PYLON_UNBOUND,
    RUPTURE_BROKEN,
    SIGIL_BOON,
    WARD_BROKEN,
    WARD_RAISED,
    WARDEN_PHASE,
)

if TYPE_CHECKING:
    from engine.play.running.session import Session
    from engine.play.running.state import Event

OF_WHO_DID_IT = {
    ECHO_FOR_FALLEN: ("shard", 0.7),
    ECHO_FOR_SHARD: ("shard", 0.9),
    ECHO_SPENT_ON_DASH: ("dash", 0.9),
    ECHO_SPENT_ON_MENDING: ("weave", 0.8),
    TAUNTED: ("taunt", 0.8),
    MARKED: ("mark", 0.6),
    WOVEN: ("weave", 1.0),
    UNWOVEN: ("unravel", 1.0),
    WEAVE_REFUSED: ("thud", 0.7),
    PARRIED: ("parry", 1.0),
    WARDEN_PHASE: ("taunt", 1.0),
    WARD_RAISED: ("weave", 0.9),
    WARD_BROKEN: ("broken", 1.0),
    SIGIL_BOON: ("heal", 0.9),
    PYLON_UNBOUND: ("unravel", 1.0),
    RUPTURE_BROKEN: ("stagger", 1.0),
}
OF_ANCHORS = {
    ANCHOR_PULSED: ("mended", 0.5),
    ANCHOR_MENDED: ("mended", 0.9),
    ANCHOR_TARGETED: ("anchor_warning", 1.0),
    ANCHOR_RUPTURED: ("shockwave", 1.0),
}
TOGETHER_TICKS = 6
"""A taunt draws several at once, and is one sound."""
HUM_LIFT_M = 1.5
ROOT_HZ = 55.0
CALM, FIGHT = ((1.0, 0.9), (1.5, 0.5), (2.0, 0.35)), ((1.0, 1.0), (1.2, 0.45), (1.5, 0.6), (2.0, 0.4))
"""The chord (factor on the root, volume): open while it is calm, minor while somebody is to be fought."""


@sounded()
def veil(session: "Session", events: "Sequence[Event]") -> list[SoundCue]:
    """Deeds sound where they are done, anchors where they stand."""
    cues: list[SoundCue] = []
    for event in events:
        together = event.tick // TOGETHER_TICKS
        if event.kind in OF_WHO_DID_IT:
            sound, volume = OF_WHO_DID_IT[event.kind]
            cues.append(
                SoundCue(sound, place_of(session, event.source), volume, key=f"{sound}{event.source}:{together}")
            )
        elif event.kind in OF_ANCHORS:
            sound, volume = OF_ANCHORS[event.kind]
            cues.append(
                SoundCue(sound, _anchor(session, event.target), volume, key=f"{sound}{event.target}:{together}")
            )
        elif event.kind == ANCHOR_STATE and event.amount <= CRITICAL:
            place = _anchor(session, event.target)
            cues.append(SoundCue("anchor_warning", place, 1.0, key=f"warning{event.target}:{together}"))
        elif event.kind == ABILITY and round(event.amount) == SHOCKWAVE:
            cues.append(
                SoundCue("shockwave", place_of(session, event.source), 1.0, key=f"wave{event.source}:{together}")
            )
    return cues


@hummed()
def anchors(session: "Session") -> list[Hum]:
    """Each anchor hums as its state says; a broken one is silent."""
    hums: list[Hum] = []
    for number, level in enumerate(session.world.view["anchor_stability"][0]):
        state = STATES[state_of.py_func(level)]
        hums.append(Hum(f"anchor{number}", state.hum_hz, 1.0, _anchor(session, number)))
    return hums


@hummed()
def chord(session: "Session") -> list[Hum]:
    """A quiet chord under the picture."""
    view = session.world.view
    is_fight = bool(np.any((view["team"] == HOSTILE) & (view["life"] == UP)))
    return [
        Hum(f"chord{number}", ROOT_HZ * factor, volume, is_music=True)
        for number, (factor, volume) in enumerate(FIGHT if is_fight else CALM)
    ]


def _anchor(session: "Session", number: int) -> tuple[float, float, float] | None:
    places = session.world.view["anchor_place"]
    if not 0 <= number < len(places):
        return None
    x, z = places[number].tolist()
    return x, HUM_LIFT_M, z
