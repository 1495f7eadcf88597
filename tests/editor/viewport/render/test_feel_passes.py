"""Poses, particles and warning areas on the graphics card, judged by their pixels."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from editor.viewport.camera.camera import Camera
from editor.viewport.render.pose_table import TEXELS, joint_rows, posed_count
from editor.viewport.render.renderer import Renderer
from engine.present.draw_list import DrawList, instances
from engine.present.effects import Sparks, Telegraph
from engine.present.poses.pose import FALL, LANDS, PROGRESS, SLAM, STRIKE, standing
from tests.editor.viewport.render.test_renderer import changed, pixel_of

Draw = Callable[..., np.ndarray]
KAEL = (-2.0, 0.0, 0.0)


def one(pose: np.ndarray | None, mesh: str = "kael", **more: object) -> list[object]:
    return [instances(mesh, [KAEL], entity=["kael"], pose=pose, **more)]  # type: ignore[arg-type]


def fallen() -> np.ndarray:
    pose = standing(1)
    pose[:, FALL] = 1.0
    return pose


def test_a_resting_pose_is_drawn_like_no_pose(picture: DrawList, drawn: Draw) -> None:
    without = drawn(replace(picture, instances=one(None)))
    resting = drawn(replace(picture, instances=one(standing(1))))
    assert changed(without, resting).mean() < 0.001


def test_who_has_fallen_lies_where_the_body_is_seen_and_picked(
    picture: DrawList, camera: Camera, drawn: Draw, renderer: Renderer
) -> None:
    empty, standing_up = drawn(replace(picture, instances=[])), drawn(replace(picture, instances=one(standing(1))))
    x, y = pixel_of(camera, (-2.0, 1.6, 0.0))
    assert changed(empty, standing_up)[y, x]
    assert renderer.pick(x, y) == "kael"
    lying = drawn(replace(picture, instances=one(fallen())))
    assert not changed(empty, lying)[y, x]
    assert renderer.pick(x, y) is None
    foot_x, foot_y = pixel_of(camera, (-2.0, 0.25, 0.0))
    assert renderer.pick(foot_x, foot_y) == "kael"


def test_an_edge_and_a_ghost_follow_the_pose(picture: DrawList, camera: Camera, drawn: Draw) -> None:
    x, y = pixel_of(camera, (-2.0, 1.7, 0.0))
    for options, more in (({"selected": frozenset({"kael"})}, {}), ({}, {"ghost": True})):
        upright = drawn(replace(picture, instances=one(standing(1), **more)), **options)
        lying = drawn(replace(picture, instances=one(fallen(), **more)), **options)
        empty = drawn(replace(picture, instances=[]))
        assert changed(upright, empty)[y - 3 : y + 3, x - 4 : x + 4].any()
        assert not changed(lying, empty)[y - 3 : y + 3, x - 4 : x + 4].any()


def test_shadows_follow_the_pose(picture: DrawList, drawn: Draw) -> None:
    raised = standing(1)
    raised[:, STRIKE], raised[:, PROGRESS] = SLAM, LANDS
    one_way = drawn(replace(picture, instances=one(standing(1))), editing=False)
    other = drawn(replace(picture, instances=one(raised)), editing=False)
    assert changed(one_way, other).sum() > 30


def test_each_of_a_kind_has_a_pose_of_its_own(picture: DrawList, camera: Camera, drawn: Draw) -> None:
    both = instances("kael", [KAEL, (2.0, 0.0, 0.0)], pose=np.concatenate([standing(1), fallen()]))
    empty, seen = drawn(replace(picture, instances=[])), drawn(replace(picture, instances=[both]))
    for place, is_upright in ((-2.0, True), (2.0, False)):
        x, y = pixel_of(camera, (place, 1.6, 0.0))
        assert changed(empty, seen)[y, x] == is_upright


def test_who_lies_casts_no_long_shadow(picture: DrawList, camera: Camera, drawn: Draw) -> None:
    empty = drawn(replace(picture, instances=[], rings=[]), editing=False).astype(int)
    x, y = pixel_of(camera, (-2.0 + 0.95, 0.1, 2.85))
    spot = (slice(y - 2, y + 3), slice(x - 2, x + 3))
    dark = []
    for pose in (standing(1), fallen()):
        seen = drawn(replace(picture, instances=one(pose), rings=[]), editing=False).astype(int)
        dark.append((empty - seen)[spot].mean())
    assert dark[0] > 10.0
    assert dark[1] < 3.0


def test_a_crowd_without_poses_takes_no_room_in_the_table() -> None:
    people = instances("villager", np.zeros((5000, 3)))
    assert posed_count(people) == 0
    assert joint_rows([people], 1.0).shape == (0, TEXELS, 4)
    without_joints = instances("crate", [KAEL], pose=standing(1))
    assert posed_count(without_joints) == 0


def test_rows_of_the_table_stand_in_the_order_of_the_parts() -> None:
    parts = [instances("kael", np.zeros((2, 3)), pose=np.concatenate([standing(1), fallen()]))]
    parts += [instances("sentinel", [KAEL], pose=fallen()), instances("talren", [KAEL], pose=standing(1))]
    together = joint_rows(parts, 2.0)
    apart = np.concatenate([joint_rows([part], 2.0) for part in parts])
    assert together == pytest.approx(apart, abs=1e-6)
    assert len(together) == 4


def test_many_posed_bodies_fit(picture: DrawList, drawn: Draw) -> None:
    places = np.stack([np.linspace(-6, 6, 200), np.zeros(200), np.zeros(200)], axis=1)
    crowd = instances("talren", places, pose=np.repeat(fallen(), 200, axis=0))
    assert changed(drawn(replace(picture, instances=[])), drawn(replace(picture, instances=[crowd]))).mean() > 0.02


def sparks(cover: float, trail: float = 0.0) -> Sparks:
    colour = np.array([[0.9, 0.5, 0.2, cover]], dtype=np.float32)
    place, streak = (np.array([each], dtype=np.float32) for each in ((0.0, 1.5, 0.0), (trail, 0.0, 0.0)))
    return Sparks(place, streak, np.array([0.5], dtype=np.float32), colour)


def test_sparks_shine_dust_hides_and_streaks_are_long(picture: DrawList, camera: Camera, drawn: Draw) -> None:
    before = drawn(picture)
    x, y = pixel_of(camera, (0.0, 1.5, 0.0))
    shining = drawn(replace(picture, sparks=[sparks(0.0)]))
    assert shining[y, x, :3].astype(int).sum() > before[y, x, :3].astype(int).sum() + 40
    long = changed(before, drawn(replace(picture, sparks=[sparks(0.0, 2.0)])))
    round_one = changed(before, shining)
    assert np.ptp(np.nonzero(long)[1]) > 2 * np.ptp(np.nonzero(round_one)[1])
    dust = drawn(replace(picture, sparks=[sparks(1.0)]))
    assert changed(before, dust)[y, x]
    assert drawn(picture).tobytes() == before.tobytes()


@pytest.mark.parametrize("shape", ["circle", "cone", "line"])
def test_a_warning_fills_up_and_has_an_edge(shape: str, picture: DrawList, camera: Camera, drawn: Draw) -> None:
    bare = replace(picture, instances=[], rings=[])
    before = drawn(bare)
    width = {"circle": 0.0, "cone": np.pi / 2, "line": 2.0}[shape]
    pictures = []
    for filled in (0.1, 0.95):
        area = Telegraph(shape, (0.0, 0.0, -1.0), 4.0, width, 0.0, filled)  # type: ignore[arg-type]
        pictures.append(drawn(replace(bare, telegraphs=[area])).astype(int))
    x, y = pixel_of(camera, (0.0, 0.2, 1.0))
    redder = [(each[y, x, 0] - each[y, x, 2]) for each in pictures]
    assert redder[1] > redder[0] + 8
    far_x, far_y = pixel_of(camera, (-7.0, 0.0, -4.0))
    assert not changed(before, pictures[1])[far_y, far_x]
    assert changed(before, pictures[0]).sum() > 300


def test_what_stands_before_an_area_does_not_hide_it_wholly(picture: DrawList, camera: Camera, drawn: Draw) -> None:
    wall = instances("crate", [(0.0, 0.0, 2.0)], scale=2.5)
    bare = replace(picture, instances=[wall], rings=[])
    area = Telegraph("circle", (0.0, 0.0, -1.0), 2.5, filled=1.0)
    x, y = pixel_of(camera, (0.0, 0.2, -1.0))
    assert changed(drawn(bare), drawn(replace(bare, telegraphs=[area])))[y, x]
