"""The panel of a brush over the viewport: there while one is in hand, whole at any text size, reachable by keyboard."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from editor.core.actions.builtin.shaping import BRUSHES
from editor.core.terrain.shaping import SHAPE_TOOLS
from editor.glyphs import has_glyph
from editor.ui.fields.number import NumberField
from editor.ui.shaping.bar import ROOMY
from editor.ui.shaping.options import ROWS, Words
from editor.ui.shell.window import MainWindow
from editor.ui.theme.look import look
from engine.terrain.chunk import MATERIALS
from engine.terrain.shaping import GRASS, STAMPS


def bar_of(window: MainWindow) -> Any:
    return window.centre.shape_bar


def test_every_brush_has_a_button_a_glyph_that_resolves_and_options() -> None:
    assert [tool for tool, *_ in BRUSHES] == list(SHAPE_TOOLS) == list(ROWS)
    assert all(has_glyph(glyph) for _, _, _, glyph, _ in BRUSHES)


def test_materials_and_landforms_are_those_of_the_engine() -> None:
    from editor.core.terrain import shaping

    assert set(shaping.MATERIALS) == {GRASS, *MATERIALS}
    assert set(shaping.STAMPS) == set(STAMPS)


def test_it_comes_with_a_brush_and_goes_without_one(window: MainWindow, qtbot: Any) -> None:
    bar = bar_of(window)
    assert not bar.isVisible()
    window.editor.actions.run("shape.paint")
    qtbot.waitUntil(bar.isVisible)
    assert set(bar.options.fields) == {"material", "radius", "strength", "falloff"}
    window.editor.actions.run("shape.stamp")
    assert set(bar.options.fields) == {"stamp", "radius", "stamp_height", "stamp_turn"}
    QTest.mouseClick(bar._close, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not bar.isVisible())
    assert window.editor.tools.tool == "move"


def test_while_a_copy_plays_it_is_away_and_the_buttons_say_why(window: MainWindow, qtbot: Any) -> None:
    window.editor.actions.run("shape.raise")
    window.editor.play.start()
    qtbot.waitUntil(lambda: window.editor.play.is_active)
    assert not bar_of(window).isVisible()
    assert window.editor.actions.enabled("shape.raise") == (False, "Stop playing first.")
    window.editor.play.stop()
    assert bar_of(window).isVisible()


def test_typing_and_scrubbing_set_the_brush_and_leave_the_history_alone(window: MainWindow, qtbot: Any) -> None:
    window.editor.actions.run("shape.raise")
    bar, settings = bar_of(window), window.editor.tools.shaping
    radius = bar.options.fields["radius"]
    radius.setFocus(Qt.FocusReason.TabFocusReason)
    radius.selectAll()
    QTest.keyClicks(radius, "4*2.5")
    QTest.keyClick(radius, Qt.Key.Key_Return)
    assert settings.settings.radius == 10.0
    strength = bar.options.fields["strength"]
    start = QPoint(20, strength.height() // 2)
    QTest.mousePress(strength, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    for step in range(1, 9):
        QTest.mouseMove(strength, start + QPoint(step * 5, 0))
    assert settings.settings.strength > 0.5
    QTest.keyClick(strength, Qt.Key.Key_Escape)
    assert settings.settings.strength == 0.5
    QTest.mouseRelease(strength, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    assert window.editor.undo.entries == []


def test_the_height_to_level_to_is_that_of_the_press_until_it_is_picked(window: MainWindow) -> None:
    window.editor.actions.run("shape.flatten")
    field = bar_of(window).options.fields["target"]
    assert field.text() == "at the press"
    window.editor.tools.shaping.set(target=-3.25)
    assert field.text() == "−3.25"


@pytest.mark.parametrize("tool", SHAPE_TOOLS)
def test_all_that_takes_the_focus_has_a_name_and_can_be_reached(window: MainWindow, tool: str) -> None:
    window.editor.actions.run(f"shape.{tool}")
    bar = bar_of(window)
    reached = [part for part in bar.findChildren(QWidget) if part.focusPolicy() & Qt.FocusPolicy.TabFocus]
    reached = [part for part in reached if part.isVisible()]
    assert all(part.accessibleName() for part in reached)
    assert len([part for part in reached if isinstance(part, (NumberField, Words))]) == len(ROWS[tool])  # type: ignore[index]
    assert len(reached) == len(ROWS[tool]) + len(BRUSHES) + 1  # type: ignore[index]


def test_letters_in_a_list_of_words_take_no_tool(window: MainWindow, qtbot: Any) -> None:
    window.editor.actions.run("shape.paint")
    words = bar_of(window).options.fields["material"]
    words.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(words.hasFocus)
    QTest.keyClick(words, Qt.Key.Key_R)
    assert window.editor.tools.tool == "paint"
    words.activated.emit(list(words._choices).index("rock"))
    assert window.editor.tools.shaping.settings.material == "rock"


@pytest.mark.parametrize("size", [(1280, 720), (1600, 900)])
@pytest.mark.parametrize("scale", [100, 150])
@pytest.mark.parametrize("tool", ["flatten", "stamp"])
def test_it_is_whole_inside_the_picture(
    window: MainWindow, qtbot: Any, tool: str, size: tuple[int, int], scale: int
) -> None:
    window.resize(*size)
    window.editor.settings.set("appearance.text_scale", scale)
    window.editor.actions.run(f"shape.{tool}")
    for _ in range(4):
        QApplication.processEvents()
    bar, centre = bar_of(window), window.centre
    assert bar.isVisible()
    assert centre.rect().contains(bar.geometry())
    assert bar.hint.isVisible() == (centre.height() > look.px(ROOMY))
    for part in bar.findChildren(QWidget):
        if part.isVisible():
            place = part.rect().translated(part.mapTo(bar, QPoint(0, 0)))
            assert bar.rect().contains(place), part
    for text in bar.findChildren(QLabel):
        if text.isVisible() and not text.wordWrap():
            assert text.sizeHint().width() <= text.width(), text.text()
    window.editor.settings.set("appearance.text_scale", 100)


def test_it_is_as_high_as_the_options_of_each_brush_ask_for(window: MainWindow, qtbot: Any) -> None:
    bar = bar_of(window)
    heights: dict[str, int] = {}
    for tool in ("stamp", "raise", "paint", "raise", "stamp"):
        window.editor.actions.run(f"shape.{tool}")
        for _ in range(4):
            QApplication.processEvents()
        lowest = max(part.mapTo(bar, QPoint(0, part.height())).y() for part in (bar.hint, bar.options))
        assert 0 < bar.height() - lowest <= look.px(12)
        assert heights.setdefault(tool, bar.height()) == bar.height()
    assert heights["raise"] < heights["stamp"]


def test_digits_and_brackets_go_on_changing_the_brush_after_a_word_was_chosen(window: MainWindow, qtbot: Any) -> None:
    window.editor.actions.run("shape.paint")
    material = bar_of(window).options.fields["material"]
    material.setFocus()
    qtbot.waitUntil(material.hasFocus)
    radius = window.editor.tools.shaping.settings.radius
    QTest.keyClick(material, Qt.Key.Key_BracketRight)
    assert window.editor.tools.shaping.settings.radius > radius
    QTest.keyClick(material, Qt.Key.Key_1)
    assert window.editor.tools.tool == "raise"
