"""Settings by hand: in force at once, one entry a drag, refused with the number that would do, put back by an arrow."""

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.terrain.streaming.config import MIB, StreamingConfig
from engine.terrain.streaming.config_file import problems_of
from engine.terrain.streaming.memory import needed_memory
from panels.streaming_diagnostics.knobs import STEPS, differences, knobs
from panels.streaming_diagnostics.tuning import least_memory_mib, refusal_of
from panels.streaming_diagnostics.view import SETTINGS
from tests.panels.streaming_diagnostics.stage import fly, shown_panel, streaming

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def model(tmp_path):
    with streaming(tmp_path) as made:
        yield made


@pytest.fixture
def view(qtbot, model):
    with shown_panel(qtbot, model, 1280, 420) as panel:
        panel.tabs.setCurrentIndex(SETTINGS)
        yield panel


def drag(row, *values):
    """Take the handle of a slider, pull it over some numbers, and let go."""
    row.slider.setSliderDown(True)
    for value in values:
        row.slider.setValue(row.knob.to_slider(value))
    row.slider.setSliderDown(False)


@pytest.mark.parametrize("knob", knobs(), ids=lambda knob: knob.id)
def test_every_knob_gives_back_what_it_was_given(knob):
    config = StreamingConfig()

    assert knob.of(config) == knob.default
    assert knob.put(config, knob.default) == config
    assert knob.of(knob.put(config, knob.high)) == pytest.approx(knob.high)
    assert {knob.from_slider(0), knob.from_slider(STEPS)} == {knob.low, knob.high}


def test_every_number_of_the_settings_has_a_knob():
    config = StreamingConfig()
    numbers = sum(len(value) if isinstance(value, tuple) else 1 for value in config.model_dump().values())

    assert len(knobs()) == numbers


@given(some.sampled_from(knobs()), some.integers(0, STEPS))
def test_the_handle_stands_where_its_number_is(knob, place):
    value = knob.from_slider(place)

    assert knob.low <= value <= knob.high
    assert abs(knob.from_slider(knob.to_slider(value)) - value) <= knob.step + 1e-6


def test_a_knob_is_in_force_with_the_next_frame_and_one_undo_takes_the_drag_back(model):
    tuning, undo = model.tuning, model.editor.undo
    before, entries = tuning.config, len(undo.entries)

    tuning.begin()
    for metres in (240.0, 200.0, 160.0, 128.0):
        tuning.turn(tuning.knob("lod_distances_m.0"), metres)
    tuning.end()
    fly(model.editor, 1)

    assert len(undo.entries) == entries + 1
    assert model.config.lod_distances_m[0] == 128.0
    undo.undo()
    fly(model.editor, 1)
    assert tuning.config == before
    assert model.config.lod_distances_m[0] == 256.0


def test_shorter_levels_leave_fewer_chunks_and_undo_brings_them_back(model):
    fly(model.editor, 200, speed=0.0)
    before = model.look_at_chunks().chunks.counts()[0].sum()

    model.tuning.turn(model.tuning.knob("lod_distances_m.0"), 96.0)
    model.tuning.end()
    fly(model.editor, 100, speed=0.0)
    drawn = sum(model.look_at_chunks().chunks.counts()[0][3:5])
    model.editor.undo.undo()
    fly(model.editor, 100, speed=0.0)

    assert drawn < before
    assert sum(model.look_at_chunks().chunks.counts()[0][3:5]) > drawn


def test_a_memory_budget_that_is_too_small_is_refused_with_the_one_that_would_do(model):
    tuning, before = model.tuning, model.tuning.config
    least = least_memory_mib(before)

    tuning.turn(tuning.knob("memory_mib"), 16.0)

    assert tuning.config == before
    assert f"{least} MiB" in tuning.refusal.why
    assert tuning.refusal.offer == f"Use {least} MiB"
    tuning.repair()
    assert tuning.config.memory_mib == least
    assert tuning.refusal is None
    assert not problems_of(tuning.config)
    assert least * MIB >= needed_memory(tuning.config) > (least - 8) * MIB


def test_levels_that_do_not_fit_into_the_memory_are_refused_and_the_repair_takes_both(model):
    tuning = model.tuning
    tuning.turn(tuning.knob("memory_mib"), float(least_memory_mib(tuning.config)))
    tuning.end()

    tuning.turn(tuning.knob("lod_distances_m.0"), 500.0)

    assert tuning.config.lod_distances_m[0] == 256.0
    assert tuning.refusal.offer.startswith("Raise the memory to ")
    tuning.repair()
    assert tuning.config.lod_distances_m[0] == 500.0
    assert not problems_of(tuning.config)


def test_distances_out_of_order_are_refused_in_words(model):
    tuning = model.tuning

    tuning.turn(tuning.knob("lod_distances_m.0"), 600.0)

    assert tuning.refusal.why == "Expected 0 to 512 m"
    assert tuning.refusal.repair is not None
    assert 256.0 < tuning.refusal.repair.lod_distances_m[0] < 512.0


def test_a_view_shorter_than_the_levels_offers_their_last_distance():
    config = StreamingConfig()
    knob = next(knob for knob in knobs() if knob.field == "view_distance_m")

    refused = refusal_of(knob, 1024.0, knob.put(config, 1024.0))

    assert refused.offer == "Use a view of 4,096 m"
    assert refused.repair.view_distance_m == 4096.0


def test_while_a_copy_plays_nothing_is_changed_and_the_reason_is_told(view, model):
    model.editor.play.state = "playing"
    try:
        view.settings.refresh()
        row = view.settings.rows["jobs"]

        assert "Stop playing first" in model.tuning.why_not
        assert not row.slider.isEnabled()
        assert view.settings.why.isVisible()
        before = model.tuning.config
        model.tuning.turn(row.knob, 2)
        assert model.tuning.config == before
    finally:
        model.editor.play.state = "stopped"


def test_the_arrow_stands_where_a_number_differs_and_puts_it_back(view, model):
    row = view.settings.rows["jobs"]
    assert not row.back.isVisible()

    drag(row, 8, 12, 10)

    assert model.tuning.config.jobs == 10
    assert row.back.isVisible()
    assert row.number.text() == "10"
    QTest.mouseClick(row.back, LEFT)
    assert model.tuning.config.jobs == 4
    assert not row.back.isVisible()


def test_a_typed_number_is_taken_and_what_is_none_stays_to_be_corrected(view, model):
    row = view.settings.rows["prefetch_s"]
    row.number.setFocus()
    row.number.selectAll()

    QTest.keyClicks(row.number, "3.5")
    QTest.keyClick(row.number, Qt.Key.Key_Return)
    assert model.tuning.config.prefetch_s == 3.5

    row.number.selectAll()
    QTest.keyClicks(row.number, "far")
    QTest.keyClick(row.number, Qt.Key.Key_Return)
    assert row.trouble.isVisible()
    assert row.number.text() == "far"
    assert model.tuning.config.prefetch_s == 3.5

    QTest.keyClick(row.number, Qt.Key.Key_Escape)
    assert not row.trouble.isVisible()
    assert row.number.text() == "3.5"


def test_a_refused_number_shows_the_one_that_would_do_and_one_click_takes_it(view, model):
    row = view.settings.rows["memory_mib"]
    least = least_memory_mib(model.tuning.config)

    drag(row, 60.0, 20.0)

    assert row.trouble.isVisible()
    assert f"at least {least} MiB" in row.reason.whole()
    assert row.number.property("state") == "error"
    QTest.mouseClick(row.offer, LEFT)
    assert model.tuning.config.memory_mib == least
    assert not row.trouble.isVisible()


def test_keys_turn_a_slider_and_each_step_can_be_undone(view, model):
    row = view.settings.rows["retries"]
    row.slider.setFocus()
    before = model.tuning.config.retries

    QTest.keyClick(row.slider, Qt.Key.Key_PageUp)
    QTest.keyClick(row.slider, Qt.Key.Key_PageUp)

    assert model.tuning.config.retries > before
    model.editor.undo.undo()
    model.editor.undo.undo()
    assert model.tuning.config.retries == before


def test_what_differs_is_told_in_words():
    one = StreamingConfig()

    assert differences(one, one) == ""
    assert differences(one, one.model_copy(update={"memory_mib": 128.0})) == "memory: 96 → 128 MiB"


def test_what_was_changed_while_another_page_was_open_is_there_when_it_comes_back(view, model):
    view.tabs.setCurrentIndex(0)
    model.tuning.turn(model.tuning.knob("jobs"), 9)
    model.tuning.end()

    view.tabs.setCurrentIndex(SETTINGS)

    assert view.settings.rows["jobs"].number.text() == "9"


def test_a_level_s_handle_stops_short_of_the_levels_beside_it(view, model):
    row = view.settings.rows["lod_distances_m.1"]

    drag(row, 8192.0)
    assert model.tuning.refusal is None
    low, own, high = model.tuning.config.lod_distances_m[:3]
    assert low < own == high - row.knob.step
    drag(row, 32.0)
    assert model.tuning.config.lod_distances_m[1] == low + row.knob.step


def test_a_level_typed_beyond_its_neighbour_is_told_where_it_fits(view, model):
    before = model.tuning.config.lod_distances_m
    row = view.settings.rows["lod_distances_m.0"]
    row.number.setText("3040")
    row.take_typed()

    assert model.tuning.config.lod_distances_m == before
    assert (row.reason.whole(), row.offer.text()) == ("Expected 0 to 512 m", "Use 480 m")
    row.offer.click()
    assert model.tuning.config.lod_distances_m[0] == 480.0
    assert not row.is_refused


def test_an_undo_shows_the_old_numbers_and_lets_go_of_what_was_refused(view, model):
    memory, level = view.settings.rows["memory_mib"], view.settings.rows["lod_distances_m.0"]
    before = memory.number.text()
    drag(memory, 200.0)
    level.number.setText("3040")
    level.take_typed()
    assert level.is_refused
    model.editor.undo.undo()

    assert memory.number.text() == before
    assert not level.is_refused
    assert level.number.text() == "256"


def test_a_page_that_was_hidden_shows_the_numbers_of_now(view, model, qtbot):
    row = view.settings.rows["fade_frames"]
    view.hide()
    model.editor.terrain.set_config(fade_frames=33)
    view.show()

    qtbot.waitUntil(lambda: row.number.text() == "33")
