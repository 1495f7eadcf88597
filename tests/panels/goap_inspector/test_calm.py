"""Rows keep their places while the mouse is over them."""

from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication

from tests.engine.ai.worlds import HURT, NEAR, SEEN
from tests.panels.goap_inspector.test_view import texts


def pointed(view, kind=QEvent.Type.Enter):
    place = QPointF(20, 20)
    QApplication.sendEvent(
        view.tree.viewport(), QEnterEvent(place, place, place) if kind == kind.Enter else QEvent(kind)
    )


def test_rows_keep_their_places_under_the_mouse_and_take_the_new_ones_when_it_leaves(view, stage):
    stage.begin()
    stage.selection.set(["kael"])
    stage.think(SEEN)
    pointed(view)
    stage.think(SEEN, HURT)
    # Now "survive" is pursued: its row says so where it stands, and what was planned stands where it stood.
    assert view.head.action.whole() == "Flee"
    assert [row[:2] for row in texts(view)[:1]] == [["Fight", "Survive"]]
    assert view.tree.row_at(view.tree.index_of("goals", "survive")).detail == "Pursued"
    assert len(texts(view)[1]) == 3
    assert texts(view)[2][:2] == ["Shoot", "Flee"]
    assert view.tree.row_at(view.tree.index_of("rejected", "flee")).detail == "In the plan now"
    pointed(view, QEvent.Type.Leave)
    assert texts(view)[0] == ["Survive", "Fight"]
    assert texts(view)[1] == ["1. Flee"]


def test_a_plan_that_grows_under_the_mouse_says_so_in_its_last_row(view, stage):
    stage.begin()
    stage.selection.set(["kael"])
    stage.think(SEEN, NEAR)
    pointed(view)
    stage.think(SEEN)
    assert texts(view)[1] == ["1. Approach"]
    assert view.tree.row_at(view.tree.index_of("plan", "1:approach")).detail == "Then 1 more"
    # Also from none at all
    pointed(view, QEvent.Type.Leave)
    stage.think(NEAR)
    pointed(view)
    stage.think(SEEN)
    assert texts(view)[1] == ["1. Approach"]
    # Somebody else is shown as they are
    stage.selection.set(["lyra"])
    assert texts(view)[1] != ["1. Approach"]
