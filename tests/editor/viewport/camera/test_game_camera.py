"""The game's camera: follows, frames, shakes when it may, and never looks out of a hill."""

import numpy as np
import pytest

from editor.viewport.camera.framing import BIG_ROOM, framing, threats_of
from editor.viewport.camera.game_camera import JUMP_M, GameCamera
from engine.present.draw_list import DrawList, Ring

STEP = 1.0 / 60.0
HERE = (0.0, 0.0, 0.0)


def picture(target=HERE, threats=(), shake=0.0, time=0.0):
    rings = [Ring((x, 0.0, z), radius, "hostile") for x, z, radius in threats]
    return DrawList(camera_target=target, rings=rings, camera_shake=shake, time=time)


def flat(_x, _z):
    return 0.0


def watched(seconds=2.0, camera=None, **more):
    camera = camera or GameCamera()
    for _ in range(round(seconds / STEP)):
        camera.watch(picture(**more), STEP)
    return camera


def test_it_looks_ahead_of_who_runs_but_not_when_motion_is_reduced():
    middles = []
    for is_calm in (False, True):
        camera = GameCamera()
        camera.is_calm = is_calm
        for k in range(120):
            camera.watch(picture((0.0, 0.0, -5.0 * k * STEP)), STEP)
        middles.append(camera.camera(flat).eye[2] - (-5.0 * 119 * STEP))
    assert middles[0] < middles[1] - 0.5


def test_the_player_and_a_boss_find_room_in_the_picture():
    alone, with_boss = watched(), watched(threats=[(0.0, -12.0, 2.4)])
    assert with_boss.camera(flat).eye[2] > alone.camera(flat).eye[2] + 0.3 * alone.distance
    x, y, _ = with_boss.camera(flat).project([(0.0, 3.5, -12.0)], (1280, 720))[0]
    assert 0.0 < x < 1280.0
    assert 0.0 < y < 720.0


def test_it_turns_by_itself_to_threats_only_where_it_leads():
    camera = GameCamera()
    before = camera.yaw
    watched(camera=camera, threats=[(9.0, 2.0, 0.7)])
    assert camera.yaw == before
    for _ in range(240):
        camera.watch(picture(threats=[(9.0, 2.0, 0.7)]), STEP, leads=True)
    x, _, depth = camera.camera(flat).project([(9.0, 1.0, 2.0)], (1280, 720))[0]
    assert depth > 0.0
    assert 200.0 < x < 1080.0
    settled = camera.yaw
    camera.watch(picture(threats=[(9.0, 2.0, 0.7)]), STEP, leads=True)
    assert camera.yaw == pytest.approx(settled, abs=1e-3)


def test_threats_on_all_sides_turn_it_nowhere():
    around = [Ring((x, 0.0, z), 0.7, "hostile") for x, z in ((5.0, 0.0), (-5.0, 0.0), (0.0, 5.0), (0.0, -5.0))]
    assert framing(np.zeros(3), np.zeros(3), around).yaw is None
    assert framing(np.zeros(3), np.array([0.0, 0.0, 3.0]), around).yaw == pytest.approx(0.0)
    assert framing(np.zeros(3), np.zeros(3), [Ring((0.0, 0.0, 90.0), 2.4, "hostile")]).room < BIG_ROOM


def test_who_is_down_or_a_friend_is_no_threat():
    drawn = picture(threats=[(3.0, 0.0, 0.7)])
    drawn.rings += [Ring((1.0, 0.0, 0.0), 0.7, "party"), Ring((2.0, 0.0, 0.0), 0.7, "hostile", style="dashed")]
    assert [ring.position[0] for ring in threats_of(drawn)] == [3.0]


def test_a_hill_between_pulls_it_in_and_ground_never_swallows_it():
    def hill(_x, z):
        return 3.0 if 2.5 < z < 4.5 else 0.0

    pulled = watched().camera(hill)
    assert pulled.eye[2] < 2.5
    for height in (0.0, 2.0, 6.0):
        camera = watched().camera(lambda _x, _z, height=height: height)
        assert camera.eye[1] >= height + 0.59


def test_shaking_is_small_ends_and_may_be_left_out():
    still = watched().camera(flat)
    shaken = watched(shake=1.0, time=0.31).camera(flat)
    assert 0.005 < np.linalg.norm(np.subtract(still.eye, shaken.eye)) < 0.12
    assert abs(still.pitch - shaken.pitch) < 0.02
    calm = GameCamera()
    calm.is_calm = True
    assert watched(camera=calm, shake=1.0, time=0.31).camera(flat) == watched(camera=calm, time=0.5).camera(flat)


def test_who_is_carried_away_is_followed_at_once():
    camera = watched()
    camera.watch(picture((JUMP_M + 1.0, 0.0, 0.0)), STEP)
    there = watched(target=(JUMP_M + 1.0, 0.0, 0.0)).camera(flat)
    assert camera.camera(flat).eye == pytest.approx(there.eye, abs=1e-6)


def test_a_moment_that_is_gone_to_is_framed_the_same_whatever_was_seen_before():
    goal = picture((3.0, 0.0, 1.0), threats=[(3.0, -9.0, 2.4)])
    seen = []
    for before in (picture(), picture((40.0, 0.0, 2.0), threats=[(41.0, 2.0, 0.7)])):
        camera = GameCamera()
        for _ in range(30):
            camera.watch(before, STEP)
        camera.settle(goal)
        seen.append(camera.camera(flat))
    assert seen[0] == seen[1]


def test_a_pointer_at_the_side_turns_the_view_and_one_in_the_middle_does_not():
    camera = GameCamera()
    before = camera.yaw
    camera.turn_at_edge(640.0 + 300.0, 1280.0, 1.0)
    assert camera.yaw == before
    camera.turn_at_edge(1279.0, 1280.0, 0.5)
    to_the_right = camera.yaw
    assert to_the_right < before - 0.5
    camera.turn_at_edge(0.0, 1280.0, 1.0)
    assert camera.yaw > to_the_right + 1.0
