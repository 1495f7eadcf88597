"""Outlines on the ground agree with a plain search over all of them."""

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.document import EntityView
from engine.rules.shapes import Obstacles, outline_of
from engine.schema.components.obstacle import Obstacle
from engine.schema.components.transform import Transform

numbers = st.floats(-30, 30)
sizes = st.floats(0.1, 20)


def entity(name: str, transform: Transform, obstacle: Obstacle) -> EntityView:
    components = {"transform": transform, "obstacle": obstacle}
    return EntityView(name, name, "scenes/a", None, None, (), False, False, components, frozenset(), (), ())


@st.composite
def obstacles(draw: st.DrawFn) -> list[EntityView]:
    return [
        entity(
            str(index),
            Transform(
                position=(draw(numbers), 0.0, draw(numbers)),
                rotation=(0.0, draw(st.floats(-180, 180)), 0.0),
                scale=draw(st.floats(0.2, 3)),
            ),
            Obstacle(
                shape=draw(st.sampled_from(["box", "circle"])),
                size=(draw(sizes), 2.0, draw(sizes)),
                radius=draw(sizes),
            ),
        )
        for index in range(draw(st.integers(0, 6)))
    ]


@settings(max_examples=150, deadline=None)
@given(obstacles(), numbers, numbers, st.floats(0.1, 5))
def test_the_cells_find_what_a_plain_search_finds(entities: list[EntityView], x: float, z: float, room: float):
    plain = [each for each in entities if (outline := outline_of(each)) and outline.distance((x, z)) < room]

    found = Obstacles(entities).at((x, z), room)

    assert (found is None) == (plain == [])
    assert found is None or found in plain


def test_a_turned_box_is_measured_along_its_own_axes():
    box = entity(
        "wall",
        Transform(position=(0.0, 0.0, 0.0), rotation=(0.0, 90.0, 0.0)),
        Obstacle(shape="box", size=(6.0, 2.0, 1.0)),
    )
    outline = outline_of(box)

    assert outline is not None
    assert math.isclose(outline.distance((0.0, 4.0)), 1.0, abs_tol=1e-9)
    assert math.isclose(outline.distance((1.5, 0.0)), 1.0, abs_tol=1e-9)
    assert outline.distance((0.0, 2.9)) < 0.0
