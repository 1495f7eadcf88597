"""New things never stand in what is there already."""

import math

from hypothesis import given
from hypothesis import strategies as st

from editor.core.entities.free_spot import APART_M, free_spot
from engine.schema.components.obstacle import Obstacle
from engine.schema.components.transform import Transform


class Placed:
    """An entity at a place."""

    def __init__(self, x: float, z: float, **parts: object) -> None:
        self.components = {"transform": Transform(position=(x, 0.0, z)), **parts}


class Scene:
    """As much of a scene as the search reads."""

    def __init__(self, places: list[tuple[float, float]], *solid: Placed) -> None:
        self._entities = [*(Placed(x, z) for x, z in places), *solid]

    def with_component(self, id_: str) -> list[Placed]:
        return [each for each in self._entities if id_ in each.components]


PLACES = st.lists(st.tuples(st.floats(-6, 6), st.floats(-6, 6)), max_size=25)


@given(PLACES, st.sampled_from([0.0, 0.25, 0.5, 1.0]))
def test_a_new_thing_keeps_apart_and_stays_near(places: list[tuple[float, float]], step: float):
    x, y, z = free_spot(Scene(places), (1.0, 0.5, -1.0), step_m=step)
    assert all(math.hypot(x - other_x, z - other_z) >= APART_M - 1e-3 for other_x, other_z in places)
    assert math.hypot(x - 1.0, z + 1.0) < 20.0
    assert y == 0.5
    if step:
        assert math.isclose((x - 1.0) / step, round((x - 1.0) / step), abs_tol=1e-6)


def test_a_free_spot_is_taken_as_it_is():
    assert free_spot(Scene([(5.0, 5.0)]), (1.0, 0.0, 2.0)) == (1.0, 0.0, 2.0)


def test_ten_in_a_row_stand_on_ten_places(editor):
    for _ in range(10):
        editor.actions.run("add.empty")
    added = [entity for entity in editor.view.entities if entity.name.startswith("Entity")]
    places = {entity.components["transform"].position for entity in added}
    assert len(added) == len(places) == 10


def test_what_is_large_keeps_its_own_size_away_from_others():
    x, _, z = free_spot(Scene([(0.0, 0.0)]), (0.0, 0.0, 0.0), radius_m=3.0)
    assert math.hypot(x, z) >= 3.5


def test_nothing_new_stands_in_a_long_wall():
    wall = Placed(0.0, 0.0, obstacle=Obstacle(size=(12.0, 2.0, 1.0)))
    x, _, z = free_spot(Scene([], wall), (5.0, 0.0, 0.2))
    assert abs(x) >= 6.5 or abs(z) >= 1.0
