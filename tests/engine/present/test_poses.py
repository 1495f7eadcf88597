"""Poses: feet that do not slide, bodies that stay whole and near, and rest that is the mesh itself."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.present.meshes import MESHES
from engine.present.poses.figure import FIGURE
from engine.present.poses.pose import (
    BLOW,
    FALL,
    GOING,
    LANDS,
    MOVING,
    PHASE,
    PROGRESS,
    RECOIL,
    SHOT,
    STAGGER,
    STANCE,
    STRIDE,
    STRIKE,
    WIDTH,
    standing,
)  # fmt: skip
from engine.present.poses.rig import REACH, Rig

JOINTED = [name for name in MESHES if MESHES.spec(name).mesh.rig is not None]
TICK_S = 1.0 / 60.0


def placed(name, pose, time=0.0):
    """The vertices (n, vertices, 3) of a mesh in poses, as the shader places them."""
    mesh = MESHES.spec(name).mesh
    matrices = mesh.rig.matrices(pose, time)
    held = np.concatenate([np.eye(3, 4, dtype=np.float32)[None].repeat(len(matrices), 0)[:, None], matrices], axis=1)
    corners = np.concatenate([mesh.vertices, np.ones((len(mesh.vertices), 1), np.float32)], axis=1)
    return np.einsum("nvab,vb->nva", held[:, mesh.joint], corners)


def test_the_party_and_its_enemies_have_joints():
    assert {"talren", "aria", "lyra", "kael", "rift_stalker", "sentinel", "soldier", "raider"} <= set(JOINTED)


@pytest.mark.parametrize("name", JOINTED)
def test_every_corner_hangs_on_a_joint_of_the_rig(name):
    mesh = MESHES.spec(name).mesh
    assert mesh.joint.min() >= 1
    assert mesh.joint.max() <= len(mesh.rig.pivot)


@pytest.mark.parametrize("name", [name for name in JOINTED if name != "lyra"])
def test_who_rests_is_as_the_mesh_was_built(name):
    assert placed(name, standing(1))[0] == pytest.approx(MESHES.spec(name).mesh.vertices, abs=2e-3)


@pytest.mark.parametrize(
    ("name", "foot"), [("talren", "left_ankle"), ("kael", "right_ankle"), ("soldier", "left_ankle")]
)
@pytest.mark.parametrize("pace", [0.9, 1.6])
def test_feet_do_not_slide_while_they_are_on_the_ground(name, foot, pace):
    rig = MESHES.spec(name).mesh.rig
    number = rig.skeleton.index(foot)
    stride = 0.5 * 1.8 + 0.32 * pace
    ticks = np.arange(round(stride / pace / TICK_S))
    pose = standing(len(ticks))
    pose[:, PHASE], pose[:, STRIDE], pose[:, MOVING] = ticks * pace * TICK_S / stride, stride, 1.0
    ankle = np.einsum("nab,b->na", rig.matrices(pose)[:, number], np.append(rig.pivot[number], 1.0))
    ankle[:, 2] += ticks * pace * TICK_S
    on_ground = ankle[:, 1] < ankle[:, 1].min() + 0.012
    on_ground &= np.roll(on_ground, 1)
    on_ground[0] = False
    slid = np.abs(np.diff(ankle[:, 2], prepend=ankle[0, 2]))[on_ground]
    assert on_ground.sum() > 0.35 * len(ticks)
    assert np.percentile(slid, 90) < 0.25 * pace * TICK_S


def test_legs_go_where_the_body_goes_also_aside_and_back():
    rig = MESHES.spec("talren").mesh.rig
    number = rig.skeleton.index("left_ankle")
    for going, axis, sign in ((0.0, 2, 1.0), (np.pi, 2, -1.0), (np.pi / 2, 0, 1.0)):
        pose = standing(2)
        pose[:, PHASE], pose[:, STRIDE], pose[:, MOVING], pose[:, GOING] = (0.02, 0.4), 1.4, 1.0, going
        ankle = np.einsum("nab,b->na", rig.matrices(pose)[:, number], np.append(rig.pivot[number], 1.0))
        # On the ground a foot goes the other way than the body.
        assert sign * (ankle[1, axis] - ankle[0, axis]) < -0.2


anything = st.tuples(
    st.floats(0, 1), st.floats(0.3, 3.0), st.floats(-3.2, 3.2), st.floats(0, 1), st.sampled_from(range(8)),
    st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0, 600),
)  # fmt: skip


@given(st.sampled_from(JOINTED), anything)
def test_no_pose_tears_a_body_or_carries_it_away(name, numbers):
    mesh = MESHES.spec(name).mesh
    pose = np.array([numbers[:WIDTH]], dtype=np.float32)
    matrices = mesh.rig.matrices(pose, numbers[-1])[0]
    assert np.isfinite(matrices).all()
    turn = matrices[:, :, :3]
    assert np.allclose(turn @ turn.transpose(0, 2, 1), np.eye(3), atol=1e-4)
    corners = placed(name, pose, numbers[-1])[0]
    middle = np.array([0.0, mesh.vertices[:, 1].min() * 0.5 + mesh.vertices[:, 1].max() * 0.5, 0.0])
    reach = np.linalg.norm(mesh.vertices - middle, axis=1).max()
    assert np.linalg.norm(corners - middle, axis=1).max() < REACH * reach
    assert corners[:, 1].min() > -0.42 * mesh.height


@pytest.mark.parametrize("name", JOINTED)
def test_who_has_fallen_lies_low(name):
    pose = standing(1)
    pose[:, FALL] = 1.0
    assert placed(name, pose)[0, :, 1].mean() < 0.45 * MESHES.spec(name).mesh.vertices[:, 1].mean()


def test_a_blow_is_wound_up_behind_and_lands_in_front():
    rig = MESHES.spec("talren").mesh.rig
    hand = np.array([0.55, 1.04, 0.32, 1.0], dtype=np.float32)
    pose = standing(2)
    pose[:, STRIKE], pose[:, PROGRESS] = BLOW, (LANDS, LANDS + 0.08)
    wound, landed = np.einsum("nab,b->na", rig.matrices(pose)[:, rig.skeleton.index("left_forearm")], hand)
    assert wound[1] > landed[1] + 0.5
    assert landed[2] > wound[2] + 0.2


def test_a_bow_is_raised_for_a_shot():
    shot = standing(2)
    shot[1, STRIKE], shot[1, PROGRESS] = SHOT, LANDS
    lowered, raised = placed("lyra", shot)
    assert raised[:, 1].mean() > lowered[:, 1].mean() + 0.03


def test_what_befalls_a_body_shows():
    for column, value in ((STAGGER, 1.0), (RECOIL, 1.0), (STRIKE, STANCE)):
        pose = standing(2)
        pose[1, column] = value
        pose[:, PROGRESS] = LANDS
        at_rest, changed = placed("talren", pose)
        assert np.abs(changed - at_rest).max() > 0.1


def test_a_rig_names_what_it_misses():
    with pytest.raises(ValueError, match='"body" has none'):
        Rig.of(FIGURE, {})
    with pytest.raises(KeyError, match='no joint "wing"'):
        FIGURE.index("wing")


@pytest.mark.parametrize("name", ["talren", "kael", "lyra", "sentinel", "rift_stalker"])
def test_who_has_fallen_strikes_no_more(name):
    pose = standing(2)
    pose[:, FALL] = 1.0
    pose[1, STRIKE], pose[1, PROGRESS] = BLOW, LANDS
    lying, struck_down = placed(name, pose)
    assert struck_down == pytest.approx(lying, abs=1e-5)
