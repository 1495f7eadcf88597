"""Rows keep their places while the mouse is over them."""

from PySide6.QtCore import QEvent, QPoint, QPointF
from PySide6.QtGui import QCursor, QEnterEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from tests.engine.ai.worlds import HURT, NEAR, SEEN
from tests.panels.goap_inspector.test_view import texts


def point_at(view):
    """The cursor goes there too: by an event alone Qt would soon see that nothing is pointed at."""
    place = QPoint(20, 20)
    QCursor.setPos(view.tree.viewport().mapToGlobal(place))
    where = QPointF(place)
    QApplication.sendEvent(view.tree.viewport(), QEnterEvent(where, where, where))


def point_away(view):
    QCursor.setPos(QGuiApplication.primaryScreen().geometry().bottomRight())
    QApplication.sendEvent(view.tree.viewport(), QEvent(QEvent.Type.Leave))


def test_rows_keep_their_places_under_the_mouse_and_take_the_new_ones_when_it_leaves(view, stage):
    stage.begin()
    stage.selection.set(["kael"])
    stage.think(SEEN)
    point_at(view)
    stage.think(SEEN, HURT)
    # Now "survive" is pursued: its row says so where it stands, and what was planned stands where it stood.
    assert view.head.action.whole() == "Flee"
    assert [row[:2] for row in texts(view)[:1]] == [["Fight", "Survive"]]
    assert view.tree.row_at(view.tree.index_of("goals", "survive")).detail == "Pursued"
    assert len(texts(view)[1]) == 3
    assert texts(view)[2][:2] == ["Shoot", "Flee"]
    assert view.tree.row_at(view.tree.index_of("rejected", "flee")).detail == "In the plan now"
    point_away(view)
    assert texts(view)[0] == ["Survive", "Fight"]
    assert texts(view)[1] == ["1. Flee"]


def test_a_plan_that_grows_under_the_mouse_says_so_in_its_last_row(view, stage):
    stage.begin()
    stage.selection.set(["kael"])
    stage.think(SEEN, NEAR)
    point_at(view)
    stage.think(SEEN)
    assert texts(view)[1] == ["1. Approach"]
    assert view.tree.row_at(view.tree.index_of("plan", "1:approach")).detail == "Then 1 more"
    # Also from none at all
    point_away(view)
    stage.think(NEAR)
    point_at(view)
    stage.think(SEEN)
    assert texts(view)[1] == ["1. Approach"]
    # Somebody else is shown as they are
    stage.selection.set(["lyra"])
    assert texts(view)[1] != ["1. Approach"]
