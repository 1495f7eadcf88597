"""The static patch: a glade one can fight in, hills around it, and the same bits everywhere."""

from dataclasses import dataclass

import numpy as np
import pytest

from engine.physics.crowd.eight import sample_height8, sample_slope8
from engine.terrain.height import Heightfield, make_patch, path_mask
from engine.terrain.landform import fill_heights, fill_normals
from engine.terrain.sample import sample_height, sample_slope
from engine.world.kernel import plain_twin

F32 = np.float32


@dataclass(frozen=True)
class Settings:
    seed: int = 5
    size_m: float = 60.0
    amplitude: float = 2.2
    path: bool = True


def test_the_plain_python_twin_makes_the_same_bits():
    # given a small patch, when it is made compiled and as plain Python
    compiled, plain = np.empty((13, 15), F32), np.empty((13, 15), F32)
    arguments = (F32(-21.5), F32(-17.25), F32(3.5), 5, F32(2.2), True)
    fill_heights(compiled, *arguments)
    plain_twin(fill_heights)(plain, *arguments)

    # then not one bit differs
    assert compiled.tobytes() == plain.tobytes()
    assert compiled.dtype == F32


def test_normals_have_a_plain_twin_and_unit_length():
    heights = make_patch(Settings(size_m=8.0)).heights
    compiled, plain = np.empty((*heights.shape, 3), F32), np.empty((*heights.shape, 3), F32)
    fill_normals(compiled, heights, F32(0.5))
    plain_twin(fill_normals)(plain, heights, F32(0.5))

    assert compiled.tobytes() == plain.tobytes()
    assert np.allclose(np.linalg.norm(compiled, axis=2), 1.0, atol=1e-5)
    assert (compiled[..., 1] > 0.5).all()


def test_the_glade_is_flatter_than_the_shoulders():
    patch = make_patch(Settings())
    lattice = np.arange(121) * 0.5 - 30.0
    x, z = np.meshgrid(lattice, lattice)
    glade = patch.heights[np.hypot(x, z + 3) < 8]
    shoulders = patch.heights[np.abs(x) > 26]

    assert np.ptp(glade) < 1.0
    assert shoulders.mean() > glade.mean() + 2.0


def test_an_arena_can_be_walked():
    # given the ground of Echo Grove, then nothing in the glade is steeper than 30 degrees
    patch = make_patch(Settings())
    rows = slice(40, 76)
    assert (patch.normals()[rows, 44:76, 1] > np.cos(np.radians(30))).all()


def test_the_path_is_sunken():
    mask = path_mask(Settings())
    assert mask is not None
    with_path, without = make_patch(Settings()).heights, None
    middle = mask[60].argmax()
    assert mask[60, middle] > 0.95
    without = with_path + 0.16 * mask
    assert without[60, middle] - with_path[60, middle] > 0.15


def test_ground_without_a_path_has_no_mask():
    assert path_mask(Settings(path=False)) is None


def test_another_seed_is_another_ground():
    assert not np.array_equal(make_patch(Settings(seed=1)).heights, make_patch(Settings(seed=2)).heights)


def test_sampling_meets_the_lattice_and_is_continuous_between():
    patch = make_patch(Settings())
    assert patch.height_at(-30.0, -30.0) == pytest.approx(float(patch.heights[0, 0]), abs=1e-6)
    assert patch.height_at(2.0, 3.5) == pytest.approx(float(patch.heights[67, 64]), abs=1e-5)
    line = [patch.height_at(x, 1.3) for x in np.linspace(-5, 5, 400)]
    assert np.abs(np.diff(line)).max() < 0.03


def test_outside_the_patch_the_rim_goes_on():
    patch = make_patch(Settings())
    assert patch.height_at(500.0, 0.0) == pytest.approx(patch.height_at(29.999, 0.0), abs=1e-3)


def test_slope_is_the_slope_of_the_sampled_height():
    patch = make_patch(Settings())
    slope_x, slope_z = patch.slope_at(3.1, -2.2)
    assert slope_x == pytest.approx((patch.height_at(3.2, -2.2) - patch.height_at(3.0001, -2.2)) / 0.1999, abs=2e-3)
    assert slope_z == pytest.approx((patch.height_at(3.1, -2.1) - patch.height_at(3.1, -2.3)) / 0.2, abs=2e-3)


def test_samplers_have_plain_twins():
    patch = make_patch(Settings(size_m=8.0))
    rng = np.random.default_rng(3)
    for x, z in rng.uniform(-6, 6, (50, 2)).astype(F32):
        arguments = (*patch.tables().values(), x, z)
        assert F32(sample_height(*arguments)) == plain_twin(sample_height)(*arguments)
        assert tuple(map(F32, sample_slope(*arguments))) == plain_twin(sample_slope)(*arguments)


def test_eight_at_once_read_what_one_reads_also_where_tiles_meet():
    # given places on, just before and just beyond the lines between tiles, and others
    patch = make_patch(Settings(size_m=140.0))
    tables = tuple(patch.tables().values())
    edges = np.float32([-70, -64, -32, 0, 32, 64, 70])
    lines = np.concatenate([edges, edges - F32(0.25), edges + F32(0.25), edges - F32(1e-4), F32([-71, 71, 5, -5])])
    x, z = (place.reshape(-1, 8) for place in np.meshgrid(lines, lines))

    # then each has the bits that it has alone, in height and slope
    for eight_x, eight_z in zip(x, z, strict=True):
        heights = plain_twin(sample_height8)(*tables, eight_x, eight_z)
        slopes = np.stack(plain_twin(sample_slope8)(*tables, eight_x, eight_z))
        for k in range(8):
            assert heights[k] == sample_height(*tables, eight_x[k], eight_z[k])
            assert tuple(slopes[:, k]) == tuple(map(F32, sample_slope(*tables, eight_x[k], eight_z[k])))


def test_an_impossible_size_is_refused_with_what_was_expected():
    with pytest.raises(ValueError, match=r"expected 0\.5 to 2000 m"):
        make_patch(Settings(size_m=0.0))


def test_a_patch_is_centred_on_the_origin():
    patch = make_patch(Settings(size_m=10.0))
    assert isinstance(patch, Heightfield)
    assert patch.origin == (-5.0, -5.0)
    assert patch.heights.shape == (21, 21)
    assert patch.tables()["ground_frame"][4:8].tolist() == [-5.0, -5.0, 5.0, 5.0]


def test_the_frame_tells_a_slope_that_nothing_exceeds_and_a_cliff_reaches():
    patch = make_patch(Settings(size_m=30.0))
    cliff = Heightfield(np.float32([[0, 0, 0], [0, 0, 3], [0, 0, 0]]), (0.0, 0.0), 0.5)
    for ground in (patch, cliff):
        tables = ground.tables()
        bound = float(tables["ground_frame"][3])
        far = ground.cell * (len(ground.heights) - 1)
        places = np.random.default_rng(3).uniform(0, far, (4_000, 2)).astype(np.float32) + np.float32(ground.origin)
        steep = [np.hypot(*sample_slope(*tables.values(), x, z)) for x, z in places]
        assert max(steep) <= bound
        assert bound < 2 * max(steep)
