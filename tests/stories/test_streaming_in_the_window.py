"""A designer tunes how the Wild March streams: drags a slider, sees it, takes it back, records, and flies again."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from engine.terrain.streaming.config import StreamingConfig
from panels.streaming_diagnostics.run_file import load
from panels.streaming_diagnostics.view import CHUNK, RUNS, SETTINGS
from tests.engine.physics.capture.trace_format import faults
from tests.projects.shipped import copied

LEFT = Qt.MouseButton.LeftButton
SCENE = "wild_march"


@pytest.fixture
def engineer(designer, tmp_path: Path):
    """Somebody at the window with an endless scene and the Streaming panel open, the ground being there."""
    designer.open(copied("veilweaver", tmp_path))
    designer.editor.open_scene(SCENE)
    designer.window.show_workspace("Profile")
    designer.wait(lambda: is_whole(designer))
    # By now the workspace has brought its own panel to the front.
    designer.window.docks.focus("streaming_diagnostics")
    designer.wait(panel(designer).map.isVisible)
    return designer


def panel(designer):
    return designer.panel("streaming_diagnostics")


def model(designer):
    return designer.window.hosts["streaming_diagnostics"].model


def is_whole(designer):
    streamer = designer.editor.terrain.streamer
    if streamer is None or streamer.view is None:
        return False
    stats = streamer.stats()
    return stats.drawn > 0 and not (stats.missing or stats.behind or stats.blending or stats.in_flight)


def drawn(designer, level):
    """How many chunks of a level are drawn now."""
    return int(sum(model(designer).look_at_chunks().chunks.counts()[level][3:5]))


def fly(designer, frames, metres=8.0):
    """Fly ahead in the viewport, a step a picture."""
    navigation, viewport = designer.viewport.navigation, designer.viewport
    for _ in range(frames):
        pictures = viewport.pictures_drawn
        navigation.pan(0.0, metres, viewport.height())
        designer.wait(lambda pictures=pictures: viewport.pictures_drawn > pictures)


def slide(designer, id_, value):
    """Take a slider's handle with the mouse and pull it to a number, in steps."""
    row = panel(designer).settings.rows[id_]
    panel(designer).settings.ensureWidgetVisible(row)
    slider = row.slider
    y = slider.height() // 2

    def spot(place):
        return QPoint(round(4 + (slider.width() - 8) * place / slider.maximum()), y)

    start, stop = slider.value(), row.knob.to_slider(value)
    QTest.mousePress(slider, LEFT, pos=spot(start))
    for share in (0.25, 0.5, 0.75, 1.0):
        QTest.mouseMove(slider, spot(start + (stop - start) * share))
    QTest.mouseRelease(slider, LEFT, pos=spot(stop))


def test_a_slider_acts_at_once_a_budget_is_refused_and_repaired_and_a_chunk_tells_how_it_came(engineer):
    view = panel(engineer)
    view.tabs.setCurrentIndex(SETTINGS)
    saved = engineer.documents()
    before, finest = engineer.editor.terrain.config, drawn(engineer, 0)
    entries = engineer.editor.undo.index
    engineer.picture("before_the_slider")

    # When the finest level is pulled in, it is one entry of the history, and seen at once
    slide(engineer, "lod_distances_m.0", 64.0)
    assert engineer.editor.terrain.config.lod_distances_m[0] < 100.0
    assert engineer.editor.undo.index == entries + 1
    engineer.wait(lambda: drawn(engineer, 0) < finest)
    engineer.picture("after_the_slider")
    # And Ctrl+Z takes the whole drag back
    engineer.press("Ctrl+Z", engineer.viewport)
    assert engineer.editor.terrain.config == before
    engineer.wait(lambda: drawn(engineer, 0) == finest)
    assert engineer.documents() == saved

    # When the memory is made too small for the view, it is refused with the number that would do, a click away
    slide(engineer, "memory_mib", 10.0)
    row = view.settings.rows["memory_mib"]
    assert engineer.editor.terrain.config.memory_mib > 10.0
    assert row.trouble.isVisible()
    engineer.picture("too_small")
    QTest.mouseClick(row.offer, LEFT)
    assert engineer.editor.terrain.config.memory_mib < before.memory_mib
    assert not row.trouble.isVisible()
    engineer.press("Ctrl+Z", engineer.viewport)
    engineer.press("Ctrl+Z", engineer.viewport)
    assert engineer.editor.terrain.config == before

    # When a chunk is clicked, its page tells how it came
    chart = view.map.map
    engineer.wait(lambda: is_whole(engineer) and len(chart.picture.chunks))
    eye = chart.picture.viewer.eye
    key = chart.picture.chunks.key(chart.picture.chunks.at(eye[0] + 900.0, eye[1]))
    QTest.mouseClick(chart, LEFT, pos=QPoint(*map(round, chart.place_of(key))))
    assert view.page == CHUNK
    assert view.chunk.events.model().rowCount() >= 3
    assert chart.picture.viewer.fov > 20.0
    engineer.picture("chunk")


def test_a_run_is_recorded_exported_opened_again_and_flown_with_other_settings(engineer, tmp_path):
    view, runs = panel(engineer), model(engineer).runs
    QTest.mouseClick(view.record.button, LEFT)
    fly(engineer, 20)
    assert len(runs.recorder) >= 20
    QTest.mouseClick(view.record.button, LEFT)
    view.tabs.setCurrentIndex(RUNS)
    assert view.runs.names.count() == 1

    exports = ("Save as…", "As CSV…", "As Chrome trace for Perfetto…")
    for title, name in zip(exports, ("run.streaming.json", "run.csv", "run.trace.json"), strict=True):
        export = view.runs.export
        engineer.name_folder(tmp_path / name, lambda title=title, export=export: engineer.open_menu(export, title))
        engineer.wait((tmp_path / name).exists)
    assert faults(json.loads((tmp_path / "run.trace.json").read_text())) == []
    recorded = load(tmp_path / "run.streaming.json")
    assert (recorded.origin.scene, len(recorded)) == (SCENE, len(runs.list.entries[0].capture))

    runs.list.delete(runs.list.entries[0])
    assert view.runs._stack.currentWidget() is view.runs.empty
    runs.list.open(tmp_path / "run.streaming.json")
    view.runs.others.setCurrentIndex(view.runs.others.findText("The defaults"))
    assert view.runs.other() == StreamingConfig()
    QTest.mouseClick(view.runs.fly, LEFT)
    assert view.runs.bar.isVisible()
    engineer.wait(lambda: runs.flown is not None)
    rows = {one.name: (one, other) for one, other in runs.flown.rows}
    assert rows["Main thread"][0].p99 > 0.0
    assert rows["Memory"][1].most > 0.0
    assert view.runs.table.model().rowCount() == len(rows)
    engineer.picture("flown_again")


def test_the_streaming_figures_stand_over_the_running_game_even_in_a_small_window(engineer):
    engineer.window.resize(1280, 720)
    engineer.play()
    assert not engineer.viewport.state.shows_hud("streaming")
    assert not figures_over(engineer)

    engineer.press("Shift+F10", engineer.viewport)

    engineer.wait(lambda: figures_over(engineer))
    told = dict(row[:2] for row in figures_over(engineer))
    assert told["Main thread"].endswith(" ms") or told["Main thread"].endswith(" µs")
    assert " of 96 MiB" in told["Memory"]
    assert sum(int(count) for count in told["Levels 0 to 5"].split()) > 100
    engineer.picture("figures_in_play")
    engineer.stop()


def figures_over(engineer):
    """The rows of streaming that are painted over the game, none while they are not."""
    hud = engineer.viewport._overpaint._hud
    return next((block.rows for block in (hud.shown if hud else ()) if block.id == "streaming"), ())
