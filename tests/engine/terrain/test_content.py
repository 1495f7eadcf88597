"""What an endless world is made of: the same bits on any thread, compiled or not, and a land worth walking through."""

import hashlib
import random
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from engine.terrain.chunk import MATERIALS
from engine.terrain.edits import NO_EDITS, TerrainEdits
from engine.terrain.endless import Block
from engine.terrain.kernels.corners import bounds_of, mix_corners
from engine.terrain.landscape import Landscape
from engine.terrain.lattice import ChunkKey
from engine.world.kernel import plain_twin
from tests.engine.terrain.worlds import Settings, random_tile

SEEDS = (1, 2, 3, 5, 8, 2**62 + 7)
F32 = np.float32


def test_one_two_and_eight_workers_make_the_same_content():
    # given more than two hundred chunks of all levels, some of them edited
    edits = TerrainEdits({(x, z): random_tile(100 + x * 9 + z) for x in range(-6, 6, 2) for z in range(-5, 5, 3)})
    land = Landscape(Settings(), edits)
    keys = [ChunkKey(level, x, z) for level in range(6) for x in range(-3, 3) for z in range(-3, 3)]
    digests = set()

    # when pools of three sizes make them, each in another order
    for workers in (1, 2, 8):
        shuffled = random.Random(workers).sample(keys, len(keys))
        with ThreadPoolExecutor(workers) as pool:
            made = dict(zip(shuffled, pool.map(land.make_chunk, shuffled), strict=True))
        whole = hashlib.blake2b()
        for key in keys:
            whole.update(made[key].digest().encode())
        digests.add(whole.hexdigest())

    assert len(keys) > 200
    assert len(digests) == 1


@pytest.mark.parametrize(
    ("low", "stride", "seed"),
    [((-6, -3), 1, 5), ((2_000, -777), 4, -9), ((65_500, -65_530), 32, 2**40), ((-65_600, 40_000), 8, 2**63 - 1)],
)
def test_plain_python_makes_the_same_bits(low, stride, seed):
    # given edits that reach the block
    edits = TerrainEdits({(low[0] // 16 + n, low[1] // 16 + n): random_tile(n) for n in range(4)})
    arguments = (seed, 60.0, edits, low, stride, (9, 8))
    compiled = Block(*arguments)
    normals = [np.zeros((4, 5, 3), F32) for _ in range(2)]
    cover = compiled.cover(1.0, normals[0])

    # when the same steps run as plain Python
    plain = Block.__new__(Block)
    plain_twin(Block.__init__)(plain, *arguments)
    plain_cover = plain_twin(Block.cover)(plain, 1.0, normals[1])

    # then not one bit differs
    assert compiled.heights.tobytes() == plain.heights.tobytes()
    assert cover[0].tobytes() == plain_cover[0].tobytes()
    assert cover[1:] == plain_cover[1:]
    assert normals[0].tobytes() == normals[1].tobytes()


def test_small_kernels_have_plain_twins():
    random_heights = np.random.default_rng(4).normal(0, 9, (9, 9)).astype(F32)
    assert bounds_of(random_heights, 2) == plain_twin(bounds_of)(random_heights, 2)
    mixed = [np.empty(9, F32) for _ in range(2)]
    for out, mix in zip(mixed, (mix_corners, plain_twin(mix_corners)), strict=True):
        mix(out, np.ascontiguousarray(random_heights[:, :4]), random_heights[0] % 1, random_heights[1] % 1)
    assert mixed[0].tobytes() == mixed[1].tobytes()


def test_a_block_of_any_size_is_a_window_on_the_same_world():
    whole = Block(5, 60.0, NO_EDITS, (-70, 130), 2, (96, 80))
    part = Block(5, 60.0, NO_EDITS, (-70 + 2 * 31, 130 + 2 * 17), 2, (9, 13))
    assert np.array_equal(whole.heights[17:30, 31:40], part.heights)
    assert np.array_equal(whole.cover(1.0)[0][17:26, 31:36], part.cover(1.0)[0])


def test_normals_are_those_of_the_heights():
    normals = np.empty((20, 30, 3), F32)
    block = Block(5, 60.0, NO_EDITS, (4_000, 900), 1, (34, 24))
    block.cover(1.0, normals)
    heights = block.heights.astype(float)
    slope_x = (heights[2:-2, 3:-1] - heights[2:-2, 1:-3]) / 2
    slope_z = (heights[3:-1, 2:-2] - heights[1:-3, 2:-2]) / 2
    expected = np.stack([-slope_x, np.ones_like(slope_x), -slope_z], axis=2)
    expected /= np.linalg.norm(expected, axis=2, keepdims=True)
    assert np.allclose(normals, expected, atol=1e-5)


def roots(seed):
    """The coarsest chunks within 8 km of the origin: heights, and materials as shares of the ground."""
    land = Landscape(Settings(seed=seed))
    chunks = [land.make_chunk(ChunkKey(5, x, z)) for x in range(-4, 4) for z in range(-4, 4)]
    heights = np.stack([chunk.inner for chunk in chunks])
    return heights, np.stack([chunk.weights for chunk in chunks]).reshape(-1, 4) / 255


@pytest.mark.parametrize("seed", SEEDS)
def test_every_world_has_mountains_a_few_kilometres_off_and_all_biomes(seed):
    heights, shares = roots(seed)
    grass = 1 - shares.sum(axis=1)

    assert shares.sum(axis=1).max() <= 1
    assert 180 < heights.max() < 520
    assert -120 < heights.min() < -20
    assert 0.2 < grass.mean() < 0.85
    assert all(shares[:, MATERIALS.index(name)].mean() > 0.01 for name in ("sand", "forest", "rock"))
    assert not shares[:, MATERIALS.index("path")].any()


@pytest.mark.parametrize("seed", SEEDS)
def test_an_encounter_finds_gentle_ground_at_the_origin(seed):
    land = Landscape(Settings(seed=seed))
    x, z = np.meshgrid(np.arange(-150, 151.0), np.arange(-150, 151.0))
    heights = land.heights_at(x, z)
    slopes = np.hypot(*np.gradient(heights))
    inside = np.hypot(x, z) < 150

    assert slopes[inside].max() < 0.2
    assert np.ptp(heights[inside]) < 16
    assert land.weights_at(0, 0)[MATERIALS.index("sand")] == 0


def test_steep_ground_is_rock_and_a_cliff_that_was_raised_too():
    land = Landscape(Settings())
    key = ChunkKey(0, 5, 5)
    i, j = key.corner
    tower = TerrainEdits({(i // 16 + 2, j // 16 + 2): random_tile(0)})
    rock = MATERIALS.index("rock")
    before, after = (
        ground.make_chunk(key).weights[20:52, 20:52, rock].mean() for ground in (land, land.with_edits(tower))
    )
    assert after > before + 30


def test_amplitude_scales_the_whole_relief():
    full, half = (Landscape(Settings(amplitude=amplitude)) for amplitude in (60.0, 30.0))
    key = ChunkKey(3, 4, -2)
    assert np.array_equal(full.make_chunk(key).heights, 2 * half.make_chunk(key).heights)
    assert not Landscape(Settings(amplitude=0)).make_chunk(key).heights.any()


def test_the_lattice_of_the_noise_does_not_show_in_the_slopes():
    # given the slopes along both axes over much ground, then none of the directions is preferred
    land = Landscape(Settings())
    chunks = [
        land.make_chunk(ChunkKey(1, x * 7, z * 7)).heights.astype(float) for x in range(-6, 6) for z in range(-6, 6)
    ]
    slopes = np.array([[np.square(np.diff(heights, axis=axis)).mean() for axis in (0, 1)] for heights in chunks]).mean(
        axis=0
    )
    diagonal = [np.square(heights[1:, 1:] - heights[:-1, :-1]).mean() / 2 for heights in chunks]
    assert 0.7 < slopes[0] / slopes[1] < 1.4
    assert 0.75 < np.mean(diagonal) / slopes.mean() < 1.3


def test_another_seed_is_another_world():
    made = {Landscape(Settings(seed=seed)).make_chunk(ChunkKey(2, 3, 3)).digest() for seed in (*SEEDS, 5 + 2**33)}
    assert len(made) == len(SEEDS) + 1
