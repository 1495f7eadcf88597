"""An engineer asks what physics costs: plays, captures twice, compares, exports, goes to a tick, tries threads."""

import csv
import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.physics.capture import load
from panels.physics_profiler.view import CAPTURES, COMPARE, LIVE
from tests.engine.physics.capture.trace_format import faults
from tests.projects.shipped import copied

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def engineer(designer, tmp_path: Path):
    """Somebody at the window with the profiler open and Echo Grove being played by the expert."""
    designer.open(copied("veilweaver", tmp_path))
    designer.window.show_workspace("Profile")
    designer.wait(lambda: designer.panel("frame_profiler") is not None)
    designer.window.docks.focus("physics_profiler")
    designer.wait(lambda: designer.panel("physics_profiler") is not None)
    designer.editor.play.autopilot = "expert"
    designer.editor.play.start(7)
    assert designer.editor.play.state == "playing"
    return designer


def profiler(designer):
    return designer.panel("physics_profiler")


def model(designer):
    return designer.window.hosts["physics_profiler"].model


def play_until(designer, tick):
    """Let the game's clock go on without waiting for pictures."""
    play = designer.editor.play
    while play.tick < tick:
        play.advance(1 / 60 + 1e-9)


def capture(designer, ticks):
    QTest.mouseClick(profiler(designer).capture.button, LEFT)
    play_until(designer, designer.editor.play.tick + ticks)
    QTest.mouseClick(profiler(designer).capture.button, LEFT)


def test_stage_times_sum_to_the_total_that_is_shown(engineer):
    play_until(engineer, 30)
    profiler(engineer).refresh()
    rows = {row.id: row for row in model(engineer).samples.rows()}

    for profile in model(engineer).samples.all():
        stages = (profile.broad_phase, profile.narrow_phase, profile.integration, profile.rigid)
        assert sum(stage for stage in stages if stage is not None) == profile.total
    assert sum(row.share for row in rows.values() if row.share is not None) == pytest.approx(2.0)


def test_two_captures_are_taken_looked_at_compared_and_exported(engineer, tmp_path):
    capture(engineer, 150)
    capture(engineer, 150)
    view = profiler(engineer)
    view.tabs.setCurrentIndex(CAPTURES)
    engineer.picture("captures")
    QTest.mouseClick(view.captures.slow, LEFT)
    assert view.captures.detail.whole().startswith("tick ")

    view.tabs.setCurrentIndex(COMPARE)
    engineer.wait(lambda: model(engineer).comparing.found is not None)
    assert view.compare.verdict.text().startswith("Tick: ")
    engineer.picture("compare")

    view.captures.write_file(tmp_path / "t.csv", ".csv")
    view.captures.write_file(tmp_path / "t.trace.json", ".trace.json")
    QTest.mouseClick(view.captures.save, LEFT)
    with (tmp_path / "t.csv").open(newline="") as lines:
        assert len(list(csv.DictReader(lines))) == 150
    assert faults(json.loads((tmp_path / "t.trace.json").read_text())) == []
    saved = load(model(engineer).captures.chosen.path)
    assert (saved.origin.project, saved.origin.scene, saved.origin.seed) == ("Veilweaver", "echo_grove", 7)
    assert engineer.documents() == engineer.files()


def test_a_click_on_a_bar_puts_the_run_to_that_tick_and_the_bits_come_again(engineer):
    play_until(engineer, 200)
    end = engineer.editor.play.session.digest()
    engineer.editor.play.pause()
    view = profiler(engineer)
    view.refresh()
    chart = view.live.chart
    QTest.mouseClick(chart._plot.viewport(), LEFT, pos=chart.place_of(170.0))

    assert (engineer.editor.play.state, engineer.editor.play.tick) == ("paused", 170)
    engineer.wait(lambda: chart._mark == 170.0)
    engineer.picture("gone_back")
    engineer.editor.play.resume()
    play_until(engineer, 200)
    assert engineer.editor.play.session.digest() == end
    assert model(engineer).light().standing == "equal"


def test_the_keyboard_alone_goes_to_a_tick(engineer):
    play_until(engineer, 60)
    engineer.editor.play.pause()
    view = profiler(engineer)
    view.refresh()
    view.live.chart.setFocus()
    for key in (Qt.Key.Key_PageUp, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Return):
        QTest.keyClick(view.live.chart, key)

    assert engineer.editor.play.tick == 48


def test_threads_are_changed_by_the_slider_while_it_runs(engineer):
    play_until(engineer, 20)
    bar = profiler(engineer).live.try_bar
    asked = engineer.editor.play.session.threads
    bar.slider.setFocus()
    QTest.keyClick(bar.slider, Qt.Key.Key_Home)
    assert (engineer.editor.play.session.threads, bar.count.text()) == (0, "serial")
    QTest.keyClick(bar.slider, Qt.Key.Key_Right)
    assert (engineer.editor.play.session.threads, bar.count.text()) == (1, "1 thread")

    if asked != 1:
        QTest.mouseClick(bar.automatic, LEFT)
    assert engineer.editor.play.session.threads == asked
    assert not bar.automatic.isEnabled()


def test_behind_another_tab_it_costs_nothing(engineer):
    play_until(engineer, 20)
    session = engineer.editor.play.session
    assert model(engineer) in session.listeners
    engineer.window.show_workspace("Play")

    engineer.wait(lambda: model(engineer) not in session.listeners)
    assert not session.physics.checksums
    assert not profiler(engineer)._clock.isActive()
    before = len(model(engineer).samples)
    play_until(engineer, 40)
    assert len(model(engineer).samples) == before


def test_a_crowd_put_in_from_the_panel_is_measured(engineer):
    play_until(engineer, 5)
    button = profiler(engineer).live.try_bar.crowds["play.populate_2500"]
    profiler(engineer).refresh()
    assert button.isEnabled(), button.toolTip()
    QTest.mouseClick(button, LEFT)
    play_until(engineer, 12)
    profiler(engineer).refresh()

    assert model(engineer).samples.last.active_body_count > 2_500
    assert button.isChecked()
    engineer.picture("crowd")
    engineer.editor.play.pause()
    assert model(engineer).go_to(7) == ""
    assert engineer.editor.play.tick == 7
    profiler(engineer).tabs.setCurrentIndex(LIVE)
