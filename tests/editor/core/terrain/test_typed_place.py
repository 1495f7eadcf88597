"""Places as people type them, and the reason where one is outside."""

import pytest

from editor.core.terrain.typed_place import parse_place


@pytest.mark.parametrize(
    "text", ["1200, -340.5", "1200 −340.5", "x 1200 z -340.5", "x = 1200; z = -340.5", "1.2e3 -340.5 m"]
)
def test_a_place_is_read_as_people_write_it(text: str) -> None:
    assert parse_place(text) == (1200.0, -340.5)


@pytest.mark.parametrize("text", ["", "12", "north 4", "1 2 3", "nan 1", "--2 4"])
def test_what_is_no_place_says_what_was_expected(text: str) -> None:
    with pytest.raises(ValueError, match="Expected two numbers"):
        parse_place(text)


def test_the_end_of_the_world_is_inside_and_a_metre_beyond_is_refused_with_the_reason() -> None:
    assert parse_place("65536 -65536") == (65536.0, -65536.0)
    with pytest.raises(ValueError, match="65,537 m from the origin is outside: the world ends at ±65,536 m"):
        parse_place("0, -65537")


def test_a_patch_ends_where_its_ground_does() -> None:
    with pytest.raises(ValueError, match="ground of this scene ends at ±30 m"):
        parse_place("31, 0", half_m=30.0)
