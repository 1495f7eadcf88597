"""Laws of the brushes: what is exact, what never goes too far, and what is said where they can't do more."""

from functools import partial

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from engine.terrain.edits import NO_EDITS, EditTile, TerrainEdits
from engine.terrain.landscape import Landscape
from engine.terrain.shaping import GRASS, STAMPS, Brush, falloff_at, flatten, lower, paint, raise_, smooth, stamp
from engine.terrain.shaping.seed_heights import seed_heights_mm
from engine.terrain.shaping.smooth import reach_of
from engine.terrain.shaping.window import OVER_THE_EDGE, TOO_FAR, window_of
from tests.engine.terrain.worlds import PATCH, Settings, random_tile, tile

WORLD = Landscape(Settings(amplitude=40.0))
GLADE = Landscape(PATCH)
law = settings(max_examples=40, deadline=None)
long_law = settings(max_examples=12, deadline=None)
"""For strokes that are pressed until nothing changes any more: hundreds of presses an example."""
places = st.floats(-900, 900)
radii = st.floats(1.5, 40.0)
shares = st.floats(0.0, 1.0)
TOOLS = {
    "raise": raise_,
    "lower": lower,
    "flatten": partial(flatten, height_m=3.0),
    "smooth": smooth,
    "paint": partial(paint, material="rock"),
    "erase": partial(paint, material=None),
    **{name: partial(stamp, shape=name) for name in STAMPS},
}


def bumpy(count: int = 3) -> TerrainEdits:
    return TerrainEdits(
        {(x, z): random_tile((9 * x + z) % 997) for x in range(-count, count) for z in range(-count, count)}
    )


def heights_mm(landscape: Landscape, edits: TerrainEdits, low: tuple[int, int], high: tuple[int, int]) -> np.ndarray:
    """Shaped heights [mm] of lattice points, as a reader of the tiles would add them up."""
    found = seed_heights_mm(landscape, *low, *high)
    for (x, z), own in edits.tiles.items():
        for row in range(max(low[1] - 16 * z, 0), min(high[1] - 16 * z, 16)):
            j = 16 * z + row - low[1]
            first, last = max(low[0] - 16 * x, 0), min(high[0] - 16 * x, 16)
            if first < last:
                found[j, 16 * x + first - low[0] : 16 * x + last - low[0]] += own.heights[row, first:last]
    return found


def offset_at(edits: TerrainEdits, i: int, j: int) -> int:
    tile = edits.tiles.get((i // 16, j // 16))
    return int(tile.heights[j % 16, i % 16]) if tile is not None else 0


@law
@given(st.integers(-800, 800), st.integers(-800, 800), radii, st.floats(-300, 300), shares)
def test_raising_raises_the_middle_by_exactly_that(i: int, j: int, radius: float, metres: float, falloff: float):
    metres = round(metres, 3)

    edits = NO_EDITS.replaced(raise_(WORLD, NO_EDITS, Brush(i, j, radius, metres, falloff)))

    assert offset_at(edits, i, j) == round(metres * 1000)


@law
@given(places, places, radii, shares, shares)
def test_lowering_takes_back_what_raising_did(x: float, z: float, radius: float, metres: float, falloff: float):
    brush, before = Brush(x, z, radius, metres, falloff), bumpy()

    raised = before.replaced(raise_(WORLD, before, brush))

    assert raised.replaced(lower(WORLD, raised, brush)) == before


@law
@given(places, places, radii, st.floats(-30, 60), shares)
def test_a_flattened_disc_is_flat_to_the_millimetre(x: float, z: float, radius: float, height: float, falloff: float):
    brush = Brush(x, z, radius, 1.0, falloff)

    edits = NO_EDITS
    for _ in range(3):
        edits = edits.replaced(flatten(WORLD, edits, brush, height_m=height))

    window = window_of(WORLD, edits, brush)
    assert window is not None
    found = heights_mm(WORLD, edits, window.low, window.high)
    assert_array_equal(found[window.share == 1.0], round(height * 1000))
    drawn = WORLD.with_edits(edits).height_at(round(x), round(z))
    if window.share.max() == 1.0 and falloff < 0.5 and radius > 3.0:
        assert abs(drawn - height) <= 0.0011


@long_law
@example(13.0, -7.5, 4.0, 0.05, 0.7)
@given(places, places, st.floats(3, 20), st.floats(0.05, 1.0), shares)
def test_enough_weak_presses_arrive_too_and_never_go_beyond(
    x: float, z: float, radius: float, strength: float, falloff: float
):
    brush, edits = Brush(x, z, radius, strength, falloff), NO_EDITS
    goal = 12_345
    window = window_of(WORLD, edits, brush)
    assert window is not None
    way = heights_mm(WORLD, edits, window.low, window.high) - goal

    for _ in range(400):
        shaped = flatten(WORLD, edits, brush, height_m=goal / 1000)
        if not shaped:
            break
        edits = edits.replaced(shaped)
        left = heights_mm(WORLD, edits, window.low, window.high) - goal
        assert np.all(np.abs(left) <= np.abs(way))
        assert np.all(np.sign(left) * np.sign(way) >= 0)
        way = left

    assert not way[window.share >= 0.5].any()


@law
@given(st.floats(-40, 40), st.floats(-40, 40), radii, shares, shares, st.sampled_from([WORLD, GLADE]))
def test_smoothing_never_goes_beyond_the_neighbours(
    x: float, z: float, radius: float, strength: float, falloff: float, land: Landscape
):
    brush, before = Brush(x, z, radius, strength, falloff), bumpy()
    edits = before.replaced(smooth(land, before, brush))
    window = window_of(land, before, brush)
    if window is None:
        return
    reach = reach_of(brush, land.cell)
    edge = round(land.bounds[2] / land.cell)
    low = tuple(max(each - reach, -edge) for each in window.low)
    high = tuple(min(each + reach, edge + 1) for each in window.high)
    old, new = (heights_mm(land, each, low, high) for each in (before, edits))

    for j in range(window.low[1], window.high[1], 3):
        for i in range(window.low[0], window.high[0], 3):
            around = old[
                max(j - reach - low[1], 0) : j + reach + 1 - low[1], max(i - reach - low[0], 0) : i + reach + 1 - low[0]
            ]
            assert around.min() <= new[j - low[1], i - low[0]] <= around.max()


def test_smoothing_again_and_again_comes_to_rest_on_even_ground():
    brush, edits = Brush(0, 0, 6, 1.0, 0.0), bumpy(1)
    rough = heights_mm(WORLD, edits, (-3, -3), (4, 4))

    for _ in range(30):
        edits = edits.replaced(smooth(WORLD, edits, brush))

    even = heights_mm(WORLD, edits, (-3, -3), (4, 4))
    assert np.abs(np.diff(even)).max() < np.abs(np.diff(rough)).max() / 5


@pytest.mark.parametrize(("strength", "middle", "beside"), [(1.0, 1000, 1000), (0.5, 5000, 500)])
def test_smoothing_goes_its_share_of_the_way_to_the_mean(strength: float, middle: int, beside: int):
    plain = Landscape(Settings(amplitude=0.0))
    heights = np.zeros((16, 16), np.int32)
    heights[8, 8] = 9000
    edits = TerrainEdits({(0, 0): EditTile(heights, np.zeros((16, 16, 4)), np.zeros((16, 16)))})

    edits = edits.replaced(smooth(plain, edits, Brush(8, 8, 6, strength, 0.0)))

    found = edits.tiles[0, 0].heights[6:11, 6:11]
    ring = np.pad(np.full((3, 3), beside), 1)
    ring[2, 2] = middle
    assert_array_equal(found, ring)


def test_paint_over_bare_ground_is_nothing_but_its_material_however_thin():
    edits = TerrainEdits({(0, 0): tile(5, paint=(9, 9, 9, 9), cover=0)})

    shaped = paint(WORLD, edits, Brush(8, 8, 4, 0.3), material="sand")

    assert shaped[0, 0].weights[8, 8].tolist() == [255, 0, 0, 0]  # type: ignore[union-attr]
    assert shaped[0, 0].cover[8, 8] == 77  # type: ignore[union-attr]
    assert shaped[0, 0].weights[4, 4].tolist() == [9, 9, 9, 9]  # type: ignore[union-attr]


def test_erasing_leaves_what_lies_beside_the_brush():
    edits = TerrainEdits({(0, 0): tile(5, paint=(9, 9, 9, 9), cover=0)})

    shaped = paint(WORLD, edits, Brush(8, 8, 4, 1.0), material=None)

    assert shaped[0, 0].weights[4, 4].tolist() == [9, 9, 9, 9]  # type: ignore[union-attr]
    assert shaped[0, 0].weights[8, 8].tolist() == [0, 0, 0, 0]  # type: ignore[union-attr]


@long_law
@example(13.0, -7.5, 4.0, 0.05, 0.7, "rock")
@given(places, places, radii, st.floats(0.05, 1.0), shares, st.sampled_from(["sand", "path", "rock", GRASS]))
def test_paint_reaches_255_and_leaves_nothing_of_what_was_there(
    x: float, z: float, radius: float, strength: float, falloff: float, material: str
):
    brush, edits = Brush(x, z, radius, strength, falloff), bumpy()
    for _ in range(300):
        shaped = paint(WORLD, edits, brush, material=material)
        edits = edits.replaced(shaped)
        if not shaped:
            break

    window = window_of(WORLD, edits, brush)
    assert window is not None
    weights, cover = window.paint()
    wholly = np.zeros(cover.shape, bool)
    wholly[window.inside] = window.share > 0.5
    wanted = [255 if each == material else 0 for each in ("sand", "forest", "rock", "path")]
    assert_array_equal(cover[wholly], 255)
    assert np.all(weights[wholly] == wanted)


@long_law
@example(13.0, -7.5, 4.0, 0.05, 0.7)
@given(places, places, radii, st.floats(0.05, 1.0), shares)
def test_erasing_arrives_at_no_paint_and_leaves_heights_alone(
    x: float, z: float, radius: float, strength: float, falloff: float
):
    brush, before = Brush(x, z, radius, strength, falloff), bumpy()
    edits = before
    for _ in range(300):
        shaped = paint(WORLD, edits, brush, material=None)
        edits = edits.replaced(shaped)
        if not shaped:
            break

    window = window_of(WORLD, edits, brush)
    assert window is not None
    weights, cover = window.paint()
    assert not cover[window.inside][window.share > 0.5].any()
    assert not weights[window.inside][window.share > 0.5].any()
    assert_array_equal(window.offsets(), window_of(WORLD, before, brush).offsets())  # type: ignore[union-attr]


@law
@given(st.sampled_from(sorted(TOOLS)), st.floats(-60, 60), st.floats(-60, 60), radii, shares, shares)
def test_nothing_outside_of_the_brush_changes_and_all_stays_in_range(
    name: str, x: float, z: float, radius: float, strength: float, falloff: float
):
    before = bumpy()
    for land in (WORLD, GLADE):
        brush = Brush(x, z, radius, strength, falloff)
        edits = before.replaced(TOOLS[name](land, before, brush))
        for tx, tz in edits.tiles.keys() | before.tiles.keys():
            old, new = before.tiles.get((tx, tz)), edits.tiles.get((tx, tz))
            if old is new:
                continue
            i, j = np.meshgrid(np.arange(16) + tx * 16, np.arange(16) + tz * 16)
            distance = np.hypot(i * land.cell - x, j * land.cell - z)
            outside = (distance > radius) | (np.abs(np.stack([i, j])).max(axis=0) * land.cell > land.bounds[2])
            blank = EditTile(np.zeros((16, 16), int), np.zeros((16, 16, 4), int), np.zeros((16, 16), int))
            for one, two in zip(
                *((each.heights, each.weights, each.cover) for each in (old or blank, new or blank)), strict=True
            ):
                assert_array_equal(one[outside], two[outside])
            assert np.abs((new or blank).heights).max() <= 500_000
            assert (new or blank).weights.sum(axis=2, dtype=int).max() <= 255


def test_a_tile_that_is_left_as_the_seed_made_it_goes():
    brush = Brush(0, 0, 6, 1.0)
    edits = NO_EDITS.replaced(raise_(WORLD, NO_EDITS, brush))

    shaped = lower(WORLD, edits, brush)

    assert set(shaped.values()) == {None}
    assert edits.replaced(shaped) == NO_EDITS


def test_a_tile_that_is_painted_stays_when_its_heights_go():
    brush = Brush(8, 8, 3, 1.0)
    edits = NO_EDITS.replaced(raise_(WORLD, NO_EDITS, brush))
    edits = edits.replaced(paint(WORLD, edits, brush, material="sand"))

    edits = edits.replaced(lower(WORLD, edits, brush))

    assert not edits.tiles[0, 0].heights.any()
    assert edits.tiles[0, 0].cover.any()


def test_the_ground_is_never_shaped_by_more_than_half_a_kilometre():
    brush = Brush(8, 8, 3, 400.0)
    edits = NO_EDITS.replaced(raise_(WORLD, NO_EDITS, brush))

    shaped = raise_(WORLD, edits, brush)

    assert shaped.notes == (TOO_FAR,)
    assert shaped[0, 0].heights.max() == 500_000  # type: ignore[union-attr]


@pytest.mark.parametrize("tool", TOOLS)
def test_the_edge_of_the_ground_cuts_every_brush_and_it_says_so(tool: str):
    edits = TerrainEdits({(0, 0): random_tile(1), (4095, 0): random_tile(2), (4096, 0): random_tile(3)})
    for land, x in ((GLADE, GLADE.bounds[2]), (WORLD, WORLD.bounds[2])):
        edge = round(x / land.cell)

        shaped = TOOLS[tool](land, edits, Brush(x, 0.0, 8.0, 1.0, 0.0))
        beyond = TOOLS[tool](land, edits, Brush(x + 50.0, 0.0, 8.0, 1.0))

        assert shaped.notes == (OVER_THE_EDGE,)
        assert all(tx * 16 <= edge for tx, _ in shaped)
        assert (dict(beyond), beyond.notes) == ({}, (OVER_THE_EDGE,))


def test_a_stamp_turns():
    north = stamp(WORLD, NO_EDITS, Brush(0, 0, 12), shape="ramp", height_m=8.0)
    east = stamp(WORLD, NO_EDITS, Brush(0, 0, 12), shape="ramp", height_m=8.0, rotation_deg=90.0)

    assert offset_at(NO_EDITS.replaced(north), 0, 9) > 6_000
    assert offset_at(NO_EDITS.replaced(north), 0, -9) < 2_000
    for i, j in ((0, 9), (3, 5), (-4, -6)):
        assert offset_at(NO_EDITS.replaced(north), i, j) == pytest.approx(
            offset_at(NO_EDITS.replaced(east), j, -i), abs=1
        )


def test_a_turned_ridge_runs_from_z_towards_x():
    edits = NO_EDITS.replaced(stamp(WORLD, NO_EDITS, Brush(0, 0, 12), shape="ridge", height_m=8.0, rotation_deg=45.0))

    assert offset_at(edits, 5, 5) > 2_000
    assert offset_at(edits, 5, -5) == 0


@pytest.mark.parametrize(("shape", "height"), [("hill", 5.0), ("plateau", 5.0), ("ridge", 5.0), ("crater", -5.0)])
def test_the_middle_of_a_stamp_is_as_high_as_was_asked_for(shape: str, height: float):
    edits = NO_EDITS.replaced(stamp(WORLD, NO_EDITS, Brush(4, 4, 12), shape=shape, height_m=5.0))

    assert offset_at(edits, 4, 4) == round(height * 1000)


def test_the_falloff_is_whole_inside_nothing_at_the_rim_and_never_grows():
    for falloff in (0.0, 0.3, 1.0):
        found = falloff_at(np.linspace(0, 12, 500), 10.0, falloff)

        assert found[0] == 1.0
        assert not found[np.linspace(0, 12, 500) > 10.0].any()
        assert np.all(np.diff(found) <= 0)
    assert falloff_at([2.5, 5.0, 7.5], 10.0, 1.0).tolist() == [0.84375, 0.5, 0.15625]
    assert falloff_at(7.0, 10.0, 0.3) == 1.0


@pytest.mark.parametrize(
    "wrong",
    [{"radius_m": 0.0}, {"radius_m": 1001.0}, {"falloff": 1.1}, {"strength": float("nan")}, {"x": float("inf")}],
)
def test_a_brush_that_is_none_is_refused(wrong: dict[str, float]):
    with pytest.raises(ValueError, match="expected"):
        Brush(**{"x": 0.0, "z": 0.0, "radius_m": 5.0, **wrong})


def test_what_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="no material 'mud'; expected one of grass, sand"):
        paint(WORLD, NO_EDITS, Brush(0, 0, 5), material="mud")
    with pytest.raises(ValueError, match="no stamp 'star'; expected one of hill"):
        stamp(WORLD, NO_EDITS, Brush(0, 0, 5), shape="star")


class Vast(TerrainEdits):
    """Edits of so many tiles that a press must not list them."""

    @property
    def tiles(self):
        raise AssertionError("all tiles were listed for one press")


@pytest.mark.parametrize("tool", TOOLS.values(), ids=TOOLS)
def test_a_press_asks_for_no_more_tiles_than_it_touches(tool):
    few = bumpy()

    shaped = tool(WORLD, Vast(few.tiles), Brush(0.0, 0.0, 20.0, 0.5))

    assert shaped == tool(WORLD, few, Brush(0.0, 0.0, 20.0, 0.5))
