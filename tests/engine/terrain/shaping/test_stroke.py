"""A stroke is the same however often the mouse says where it is."""

from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.terrain.edits import NO_EDITS
from engine.terrain.landscape import Landscape
from engine.terrain.shaping import Brush, Shaped, Stroke, flatten, paint, raise_
from tests.engine.terrain.worlds import Settings

WORLD = Landscape(Settings(amplitude=40.0))
law = settings(max_examples=40, deadline=None)
paths = st.lists(st.tuples(st.integers(-60, 60), st.integers(-60, 60)), min_size=1, max_size=5)
TOOLS = [raise_, partial(paint, material="sand"), partial(flatten, height_m=4.0)]


def drawn(path: list[tuple[float, float]], tool=raise_, radius: float = 6.0) -> Stroke:
    stroke = Stroke(WORLD, NO_EDITS, tool, Brush(0, 0, radius, 0.25))
    for place in path:
        stroke.move_to(*place)
    return stroke


def told_more_often(path: list[tuple[int, int]], times: int) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = [path[0]]
    for (from_x, from_z), (x, z) in pairwise(path):
        found += [
            (from_x + (x - from_x) * step / times, from_z + (z - from_z) * step / times) for step in range(1, times + 1)
        ]
    return found


@law
@given(paths, st.sampled_from([2, 3, 7, 64]), st.sampled_from(TOOLS), st.sampled_from([3.0, 6.0, 11.0]))
def test_more_events_on_the_same_path_make_the_same_ground(path, times: int, tool, radius: float):
    seldom, often = drawn(path, tool, radius), drawn(told_more_often(path, times), tool, radius)

    assert often.edits == seldom.edits
    assert often.tiles == seldom.tiles


@law
@given(paths, st.sampled_from([2, 3, 7, 64]), st.sampled_from([3.0, 6.0, 11.0]))
def test_more_events_on_the_same_path_press_in_the_very_same_places(path, times: int, radius: float):
    places: list[list[tuple[float, float]]] = []
    for way in (path, told_more_often(path, times)):
        found: list[tuple[float, float]] = []

        def note(_landscape, _edits, brush: Brush, found=found) -> Shaped:
            found.append((brush.x, brush.z))
            return Shaped()

        drawn(way, note, radius)
        places.append(found)

    assert places[0] == places[1]


def test_presses_stand_a_quarter_of_the_radius_apart():
    places: list[tuple[float, float]] = []

    def note(landscape, edits, brush: Brush):
        places.append((brush.x, brush.z))
        return raise_(landscape, edits, brush)

    stroke = Stroke(WORLD, NO_EDITS, note, Brush(0, 0, 8))
    for x in (0.0, 1.0, 3.0, 3.5, 7.0):
        stroke.move_to(x, 0.0)

    assert places == [(0.0, 0.0), (2.0, 0.0), (4.0, 0.0), (6.0, 0.0)]


def test_a_mouse_that_stands_still_presses_once():
    stroke = drawn([(0, 0)] * 9)

    assert stroke.edits == drawn([(0, 0)]).edits
    assert stroke.move_to(0, 0) == {}


def test_what_changed_by_a_move_is_told_and_all_of_it_is_kept():
    stroke = Stroke(WORLD, NO_EDITS, raise_, Brush(0, 0, 6, 0.25))
    first = stroke.move_to(8, 8)
    second = stroke.move_to(60, 8)

    assert first.keys() == {(0, 0)}
    assert stroke.tiles.keys() == first.keys() | second.keys()
    assert NO_EDITS.replaced(stroke.tiles) == stroke.edits


@pytest.mark.parametrize("tool", TOOLS)
def test_a_stroke_begins_with_what_is_there(tool):
    before = drawn([(0, 0), (20, 5)]).edits

    stroke = Stroke(WORLD, before, tool, Brush(0, 0, 6, 0.25))
    stroke.move_to(3, 3)

    assert before.replaced(stroke.tiles) == stroke.edits
