"""Buttons are named for what the player of a session can do with them."""

import numpy as np

from engine.play.controls import controls_of
from engine.play.running.session import Session
from engine.world.ids import MELEE


def test_a_control_is_named_only_to_a_player_who_can_use_it(yard):
    session = Session(yard, 7)
    view = session.world.view
    row = int(np.flatnonzero(view["is_player"])[0])

    view["melee_damage"][row] = 5.0
    assert MELEE in [control.button for control in controls_of(session)]

    view["melee_damage"][row] = 0.0
    assert MELEE not in [control.button for control in controls_of(session)]


def test_nobody_to_control_means_no_controls(yard):
    session = Session(yard, 7)
    session.world.view["is_player"][:] = 0

    assert controls_of(session) == []
