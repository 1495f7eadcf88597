"""The map by hand: a click and the keys choose chunks, a drag lets the camera go, and greyscale tells states apart."""

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.ui.theme.look import look
from panels.streaming_diagnostics.chunk_marks import paint_chunks
from panels.streaming_diagnostics.chunks import STATES
from panels.streaming_diagnostics.view import CHUNK, MAP
from tests.panels.streaming_diagnostics.stage import settle, shown_panel, streaming

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(qtbot, tmp_path):
    with streaming(tmp_path) as model, shown_panel(qtbot, model) as panel:
        settle(model.editor)
        panel.refresh()
        yield panel


def test_a_click_chooses_the_chunk_below_it_and_its_page_opens(view):
    chart = view.map.map
    key = chart.picture.chunks.key(chart.picture.chunks.at(300.0, 10.0))
    place = QPoint(*map(round, chart.place_of(key)))

    QTest.mouseClick(chart, LEFT, pos=place)

    assert view._model.chosen == key
    assert view.page == CHUNK
    assert view.chunk.name.text().startswith(f"L{key[0]} (")
    assert view.chunk.events.model().rowCount() > 2


def test_hovering_tells_key_level_state_and_bytes(view):
    chart = view.map.map
    key = chart.picture.chunks.key(chart.picture.chunks.at(300.0, 10.0))

    QTest.mouseMove(chart, QPoint(*map(round, chart.place_of(key))))

    assert chart.toolTip() == f"L{key[0]} ({key[1]}, {key[2]}), {64 * 2 ** key[0]:,} m, loaded and drawn, 70.2 KiB"
    assert chart.picture.hovered == key


def test_arrows_walk_from_chunk_to_chunk_and_page_up_to_the_coarser_one(view):
    chart = view.map.map
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Right)
    first = view._model.chosen
    view.refresh()

    QTest.keyClick(chart, Qt.Key.Key_Right)
    view.refresh()
    beside = view._model.chosen
    QTest.keyClick(chart, Qt.Key.Key_PageUp)

    assert beside != first
    assert view._model.chosen == (beside[0] + 1, beside[1] >> 1, beside[2] >> 1)


def test_a_drag_lets_the_camera_go_and_f_follows_it_again(view):
    chart = view.map.map
    assert view.map.follow.isChecked()
    before = (chart.looking.x, chart.looking.z)

    QTest.mousePress(chart, LEFT, pos=QPoint(80, 60))
    QTest.mouseMove(chart, QPoint(120, 60))
    QTest.mouseRelease(chart, LEFT, pos=QPoint(120, 60))

    assert not chart.is_following
    assert not view.map.follow.isChecked()
    assert chart.looking.x < before[0]
    assert view._model.chosen is None

    QTest.keyClick(chart, Qt.Key.Key_F)
    assert view.map.follow.isChecked()
    assert chart.looking.x == pytest.approx(before[0])


def test_the_wheel_comes_closer(view):
    chart = view.map.map
    before = chart.looking.scale
    middle = QPointF(chart.rect().center())
    wheel = QWheelEvent(middle, chart.mapToGlobal(middle), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip

    QApplication.sendEvent(chart, wheel)

    assert chart.looking.scale < before


def test_the_chunks_are_drawn_once_while_nothing_changes(view):
    painter = view.map.map._painter
    view.map.map.repaint()
    before = painter.layers_drawn

    for _ in range(5):
        view.map.map.repaint()

    assert painter.layers_drawn == before


def test_a_narrow_panel_has_the_map_on_a_page_of_its_own(view):
    view.resize(420, 320)
    QApplication.processEvents()
    view.tabs.setCurrentIndex(MAP)

    assert view.tabs.isTabVisible(MAP)
    assert view.map.isVisible()
    assert not view.plots.isVisible()

    view.resize(1100, 320)
    QApplication.processEvents()
    assert not view.tabs.isTabVisible(MAP)
    assert view.page == CHUNK


@pytest.mark.parametrize("theme", ["dark", "light", "high_contrast"])
def test_states_are_told_apart_without_colour(qapp, theme):
    """Each state's mark, in grey, differs from every other's in a sixth of its pixels and more."""
    look.set(theme, 1.0)
    marks = {}
    for state, name in enumerate(STATES):
        picture = QImage(20, 20, QImage.Format.Format_RGB32)
        picture.fill(look.qcolor("surface.input"))
        painter = QPainter(picture)
        paint_chunks(painter, [QRectF(0, 0, 20, 20)], 1, state, [0.25])
        painter.end()
        grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
        marks[name] = (
            np.frombuffer(grey.constBits(), np.uint8).reshape(20, grey.bytesPerLine())[:, :20].astype(int).copy()
        )
    look.set("dark", 1.0)

    for one, other in combinations(marks, 2):
        assert (abs(marks[one] - marks[other]) > 40).mean() > 0.18, (one, other)
