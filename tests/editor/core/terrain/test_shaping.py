"""The brush: its numbers, their ranges, and the actions that set them."""

import pytest

from editor.core.actions.builtin import install
from editor.core.editor import Editor
from editor.core.terrain.shaping import RADIUS_M, Shaping
from tests.editor.core.glade import plant


def test_numbers_are_held_inside_their_ranges() -> None:
    shaping = Shaping()
    shaping.set(radius=1e9, strength=7.0, falloff=-1.0, stamp_turn=-90.0)
    settings = shaping.settings
    assert (settings.radius, settings.strength, settings.falloff) == (RADIUS_M[1], 1.0, 0.0)
    assert settings.stamp_turn == 270.0
    shaping.wider(-1000)
    assert shaping.settings.radius == RADIUS_M[0]


def test_only_a_change_is_told() -> None:
    shaping, told = Shaping(), []
    shaping.changed.connect(lambda: told.append(1))
    shaping.set(radius=shaping.settings.radius)
    assert not told
    shaping.stronger(1)
    assert len(told) == 1


@pytest.fixture
def editor(tmp_path):
    editor = Editor()
    install(editor)
    yield editor
    editor.shut_down()


def test_every_brush_says_why_it_cannot_be_taken(editor, tmp_path) -> None:
    assert editor.actions.enabled("shape.raise") == (False, "Open a scene first.")
    editor.open_project(plant(tmp_path / "glade"))
    assert editor.actions.enabled("shape.larger") == (False, "Take a brush in hand first: Shape the ground.")
    assert editor.actions.enabled("shape.remove_all") == (False, "Nothing of this scene's ground is shaped.")
    editor.actions.run("shape.paint")
    assert editor.tools.shape_tool == "paint"
    editor.actions.run("shape.larger")
    assert editor.tools.shaping.settings.radius == 6.9


def test_one_button_takes_the_last_brush_up_again_and_puts_it_away(editor, tmp_path) -> None:
    editor.open_project(plant(tmp_path / "glade"))
    editor.actions.run("shape.smooth")
    editor.actions.run("shape.ground")
    assert editor.tools.tool == "move"
    editor.actions.run("shape.ground")
    assert editor.tools.shape_tool == "smooth"
