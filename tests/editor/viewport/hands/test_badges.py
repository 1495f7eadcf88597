"""A click on a name badge chooses whom it names, as the figure below it would."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.core.editor import Editor
from editor.viewport.widget import ViewportWidget


def badge(viewport: ViewportWidget, entity: str) -> QPoint:
    """The middle of an entity's badge in the last picture."""
    (box,) = [box for box, of in viewport._overpaint._plates.standing if of == entity]
    return QPoint(round(box[0] + box[2] / 2), round(box[1] + box[3] / 2))


def test_a_badge_is_clicked_like_whom_it_names(viewport: ViewportWidget, editor: Editor, qtbot: QtBot) -> None:
    viewport.repaint()
    place = badge(viewport, "raider")
    assert viewport.canvas.pick(place.x(), place.y(), frozenset()) is None, "the figure itself lies lower"

    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)

    assert editor.selection.ids == ("raider",)


def test_without_names_there_is_nothing_to_click(viewport: ViewportWidget, editor: Editor) -> None:
    viewport.repaint()
    place = badge(viewport, "raider")
    drawn = viewport.pictures_drawn
    viewport.state.toggle_overlay("names")
    viewport.repaint()
    assert viewport.pictures_drawn > drawn
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    assert editor.selection.ids == ()
