"""The player's hands: what keys and mouse become."""

import numpy as np
import pytest

from editor.viewport.camera.camera import looking_at
from editor.viewport.hands.play_input import PlayInput
from engine.present.draw_list import Ground
from engine.world.ids import DASH, MELEE, RANGED

SIZE = (640.0, 360.0)
GROUND = Ground(np.zeros((41, 41), np.float32), (-20.0, -20.0), 1.0)
BEHIND = looking_at((0.0, 4.0, 8.0), (0.0, 1.0, 0.0))


def test_w_walks_away_from_the_camera_and_d_to_its_right() -> None:
    hands = PlayInput()
    hands.press("w")
    assert hands.move(BEHIND) == pytest.approx((0.0, -1.0), abs=1e-6)

    hands.press("d")
    x, z = hands.move(BEHIND)
    assert x == pytest.approx(np.sqrt(0.5))
    assert z == pytest.approx(-np.sqrt(0.5))


def test_opposite_keys_stand_still() -> None:
    hands = PlayInput()
    hands.press("a")
    hands.press("d")

    assert hands.move(BEHIND) == (0.0, 0.0)


def test_the_mouse_aims_at_the_ground_under_it() -> None:
    hands = PlayInput()
    x, y, _ = BEHIND.project([(2.0, 0.0, -3.0)], SIZE)[0]
    hands.pointer = (x, y)

    assert hands.command(BEHIND, SIZE, GROUND).aim == pytest.approx((2.0, -3.0), abs=0.01)


def test_a_tap_reaches_the_game_once_even_if_the_key_is_up_again() -> None:
    hands = PlayInput()
    hands.press("space")
    hands.lift("space")
    assert hands.command(BEHIND, SIZE, GROUND).buttons == DASH
    assert hands.command(BEHIND, SIZE, GROUND).buttons == DASH, "no tick has heard of it yet"

    hands.forget_taps()

    assert hands.command(BEHIND, SIZE, GROUND).buttons == 0


def test_mouse_buttons_strike_and_shoot_while_held() -> None:
    hands = PlayInput()
    hands.press_button("left")
    hands.press_button("right")
    assert hands.command(BEHIND, SIZE, GROUND).buttons == MELEE | RANGED

    hands.lift_button("left")
    hands.forget_taps()

    assert hands.command(BEHIND, SIZE, GROUND).buttons == RANGED


def test_losing_the_keyboard_lets_everything_go() -> None:
    hands = PlayInput()
    hands.press("w")
    hands.press_button("left")

    hands.release()

    command = hands.command(BEHIND, SIZE, GROUND)
    assert (command.move, command.buttons) == ((0.0, 0.0), 0)


def test_keys_that_mean_nothing_are_left_to_the_editor() -> None:
    assert not PlayInput().press("z")
