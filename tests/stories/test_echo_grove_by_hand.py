"""Echo Grove is won and lost by a person's hands: keys, mouse and buttons, tick by tick."""

import numpy as np

from engine.play.commands import Input
from engine.play.running.session import Session
from engine.world.ids import DASH, HOSTILE, RANGED, UP, USE
from tests.projects.shipped import echo_grove, row_of

LONGEST = 150 * 60


def fight(hands):
    session = Session(echo_grove(), seed=4)
    while session.is_running and session.tick < LONGEST:
        session.step([hands(session)])
    return session


def nothing(session):
    return Input()


def back_off_and_shoot(session):
    """Aim at the nearest enemy, back away from it, dash through it when it comes close; mend what is left frayed."""
    view, talren = session.world.view, row_of(echo_grove(), "talren")
    here = view["position"][talren, [0, 2]]
    foes = np.flatnonzero((view["team"] == HOSTILE) & (view["life"] == UP))
    if not len(foes):
        anchor = view["anchor_place"][np.argmin(view["anchor_stability"][0])]
        way = anchor - here
        apart = float(np.hypot(*way))
        return Input(tuple((way / apart if apart > 2.4 else 0 * way).tolist()), tuple(anchor.tolist()), USE)
    ways = view["position"][foes][:, [0, 2]] - here
    apart = np.hypot(ways[:, 0], ways[:, 1])
    nearest = int(np.argmin(apart))
    move = -ways[nearest] / max(float(apart[nearest]), 0.1) if apart[nearest] < 6.0 else np.zeros(2)
    if np.hypot(*here) > 18.0:
        move = -here / np.hypot(*here)
    held = RANGED | (DASH if apart[nearest] < 3.0 else 0)
    return Input(tuple(move.tolist()), tuple((here + ways[nearest]).tolist()), held)


def happened(session):
    names = session.compiled.parts.event_names
    return {names[event.kind] for event in session.events}


def test_who_aims_and_keeps_moving_wins():
    session = fight(back_off_and_shoot)
    assert session.outcome == "victory"
    assert {"damage", "echo_for_fallen", "outcome"} <= happened(session)


def test_who_does_nothing_loses():
    session = fight(nothing)
    assert session.outcome == "defeat"
    assert "downed" in happened(session)


def test_the_same_hands_end_in_the_same_bits():
    assert fight(back_off_and_shoot).digest() == fight(back_off_and_shoot).digest()
