"""The panel draws what streams, costs nothing while hidden, and teaches where there is nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.terrain.streaming.faults import Faults
from engine.terrain.streaming.stats import Hitch
from panels.streaming_diagnostics.model import StreamingModel
from panels.streaming_diagnostics.view import CHUNK, HITCHES, PLOTS, RUNS, SETTINGS
from tests.panels.streaming_diagnostics.stage import fly, patched, shown_panel, streaming

LEFT = Qt.MouseButton.LeftButton
PARTS = {"poll": 0.1, "select": 2.4, "want": 0.3, "upload": 0.2, "frame": 0.1}


@pytest.fixture
def view(qtbot, tmp_path):
    with streaming(tmp_path) as model, shown_panel(qtbot, model) as panel:
        yield panel


def test_every_plot_shows_the_frames_that_were_flown(view):
    fly(view._model.editor, 120)
    view.refresh()

    texts = {box.plot.id: dict(box.legend.texts) for box in view.plots.boxes}

    assert texts["memory"]["on the card"].endswith("MiB")
    assert texts["cache"]["made"] != "0"
    assert texts["generation"]["p50"].startswith("≤ ")
    assert all(box.chart.first_last[1] == view._model.samples.last("frame") for box in view.plots.boxes)


def test_a_hidden_panel_measures_and_draws_nothing(view, qtbot):
    fly(view._model.editor, 3)
    assert view._clock.isActive()

    view.hide()
    fly(view._model.editor, 30, start=50.0)

    assert not view._clock.isActive()
    assert not view._model.editor.terrain.listeners
    assert len(view._model.samples) == 3


def test_no_frame_no_drawing(view):
    fly(view._model.editor, 30)
    view.refresh()
    view._drawn_at = view._model.frames
    QApplication.processEvents()
    drawn, picture = view.map.map._painter.layers_drawn, view._model.picture

    for _ in range(9):
        view.beat()
        QApplication.processEvents()

    assert view.map.map._painter.layers_drawn == drawn
    assert view._model.picture is picture


def test_a_hitch_stands_in_the_table_with_its_parts_and_marks_the_plots(view):
    fly(view._model.editor, 60)
    view._model.streamer.hitches.append(Hitch(40, 3.1, PARTS, 1))
    view.tabs.setCurrentIndex(HITCHES)
    view.refresh()
    table = view.hitches.table

    row = next(row for row, hitch in enumerate(table.hitches) if hitch.frame == 40)
    table.setCurrentIndex(table.model().index(row, 0))

    assert [table.model().index(row, column).data() for column in (0, 1, 3)] == ["40", "3.10 ms", "2.40 ms"]
    assert view.hitches.plot.chart.at == 40.0
    assert all(box.chart.at == 40.0 for box in view.plots.boxes)


def test_a_frame_chosen_in_a_plot_is_marked_in_all(view):
    fly(view._model.editor, 60)
    view.refresh()
    chart = view.plots.box("queue").chart
    chart.setFocus()

    QTest.keyClick(chart, Qt.Key.Key_Left)

    assert {box.chart.at for box in view.plots.boxes} == {chart.first_last[1] - 1}


def test_a_failed_chunk_shows_its_reason_and_the_way_to_try_again(qtbot, tmp_path):
    with streaming(tmp_path, Faults(noise=0.6, seed=3)) as model, shown_panel(qtbot, model) as view:
        fly(model.editor, 300, speed=0.0)
        view.refresh()
        chunks = view.map.map.picture.chunks
        failed = next(chunks.key(row) for row in range(len(chunks)) if chunks.state[row] == 5)
        view.map.map.choose(failed)

        assert view.page == CHUNK
        assert view.chunk.trouble.isVisible()
        assert "told to fail" in view.chunk.reason.whole()
        assert view.light.shown[0].mood == "bad"
        before = len(model.history(failed))
        QTest.mouseClick(view.chunk.again, LEFT)
        fly(model.editor, 3, speed=0.0)
        assert len(model.history(failed)) > before or model.failure(failed) == ""


def test_a_patch_offers_what_streams(qtbot, tmp_path):
    editor = patched(tmp_path)
    model = StreamingModel(editor)
    with shown_panel(qtbot, model) as view:
        assert view._body.currentWidget() is view.empty
        scenes = model.endless_scenes
        if scenes:
            assert view.empty.offer() == f"Open {editor.document.files[f'scenes/{scenes[0]}'].title}"
        else:
            assert view.empty.offer() == "Make this ground endless"

        QTest.mouseClick(view.empty.state.button, LEFT)

        assert view._body.currentIndex() == 0
        assert model.streamer is not None
    model.close()
    editor.undo.mark_saved()
    editor.shut_down()


@pytest.mark.parametrize("page", [CHUNK, PLOTS, HITCHES, SETTINGS, RUNS])
@pytest.mark.parametrize("size", [(940, 200), (620, 300), (420, 150)])
def test_every_page_fits_where_a_dock_can_be(view, page, size):
    fly(view._model.editor, 30)
    view.tabs.setCurrentIndex(page)
    view.resize(*size)
    view.refresh()
    QApplication.processEvents()

    assert not view.grab().isNull()
    assert view.page == page


def test_a_narrow_legend_names_every_colour_before_it_tells_values(view):
    legend = next(box.legend for box in view.plots.boxes if len(box.plot.columns) > 3)

    assert legend.words(5000) == [f"{name} {value}" for name, value in legend.texts]
    assert legend.words(260) == [name for name, _value in legend.texts][: len(legend._plot.columns)]
