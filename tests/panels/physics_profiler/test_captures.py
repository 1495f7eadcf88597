"""Captures of the running copy: taken, kept, saved, opened, exported, deleted; and refused when they are none."""

import json
from pathlib import Path

import pytest

from engine.physics.capture import CaptureError, load
from panels.physics_profiler.model import PhysicsProfilerModel
from tests.engine.physics.capture.captures import noisy
from tests.engine.physics.capture.trace_format import faults
from tests.panels.physics_profiler.stage import begin, end, profiler


@pytest.fixture
def model():
    with profiler() as made:
        yield made


@pytest.fixture
def run(model):
    return begin(model.editor)


def play(model, run, ticks):
    for _ in range(ticks):
        run.play(300, 1500, 200)
        model.editor.play.ticked.emit(run.tick)


def test_a_capture_keeps_the_next_seconds_of_play_and_ends_by_itself(model, run):
    model.begin_capture(1)
    play(model, run, 30)
    assert model.recorder.share == 0.5
    assert not model.captures.entries

    play(model, run, 40)

    assert model.recorder is None
    (entry,) = model.captures.entries
    assert entry is model.captures.chosen
    assert (entry.capture.first_tick, entry.capture.last_tick) == (1, 60)
    assert not entry.is_saved


def test_it_says_where_it_comes_from(model, run):
    model.begin_capture(1)
    play(model, run, 60)

    origin = model.captures.chosen.capture.origin
    assert (origin.scene, origin.seed, origin.threads) == ("yard", 7, 0)
    assert "cores" in origin.machine
    assert origin.taken.endswith("+00:00")


def test_nobody_listens_before_and_after_a_capture_that_nobody_looks_at(model, run):
    assert not run.listeners
    model.begin_capture(1)
    assert run.listeners
    assert run.physics.checksums

    play(model, run, 60)

    assert not run.listeners
    assert not run.physics.checksums


def test_stopping_keeps_what_is_there(model, run):
    model.begin_capture(30)
    play(model, run, 7)
    end(model.editor)

    assert len(model.captures.chosen.capture) == 7
    assert model.recorder is None


def test_ending_it_by_hand_before_the_first_tick_keeps_nothing(model, run):
    model.begin_capture(5)

    assert model.end_capture() is None
    assert not model.captures.entries


def test_going_to_another_tick_ends_it(model, run):
    model.begin_capture(5)
    play(model, run, 9)
    model.restored(run)
    run.tick = 3
    play(model, run, 3)

    assert [len(entry.capture) for entry in model.captures.entries] == [9]


def test_what_is_shown_can_be_kept_even_after_the_run(model, run):
    model.watch(True)
    play(model, run, 12)
    end(model.editor)

    entry = model.keep_shown()

    assert len(entry.capture) == 12
    assert entry.capture.origin.scene == "yard"


def test_without_a_run_there_is_a_reason(model):
    assert model.why_no_capture == "Nothing is playing."
    model.begin_capture(1)
    assert model.recorder is None
    assert model.keep_shown() is None


# ---- the list ----
@pytest.fixture
def captures(model, tmp_path):
    """The list of a model whose project lies in a folder of the test."""
    from tests.editor.core.glade import plant

    model.editor.warm_up.is_enabled = False
    model.editor.open_project(plant(tmp_path / "glade"))
    return model.captures


def test_a_capture_is_saved_to_the_projects_target_folder_and_found_again(captures, model):
    entry = captures.add(noisy(1, 200))
    path = captures.save(entry)

    assert path == model.editor.document.folder / "target" / "captures" / "Capture_1.capture.json"
    assert load(path) == entry.capture
    other = PhysicsProfilerModel(model.editor)
    assert [found.name for found in other.captures.entries] == ["Capture_1"]
    assert other.captures.entries[0].get() == entry.capture
    other.close()


def test_saving_never_writes_over_another_capture(captures):
    first = captures.save(captures.add(noisy(1, 5)))
    first.rename(first.with_name("Capture_2.capture.json"))
    second = captures.save(captures.add(noisy(2, 5)))

    assert second.name == "Capture_2_2.capture.json"


def test_deleting_takes_the_file_of_the_project_away_and_others_not(captures, tmp_path):
    inside = captures.add(noisy(1, 5))
    kept = captures.save(inside)
    elsewhere = tmp_path / "mine.capture.json"
    outside = captures.add(noisy(2, 5))
    captures.save(outside, elsewhere)

    captures.delete(inside)
    captures.delete(outside)

    assert not kept.exists()
    assert elsewhere.exists()
    assert captures.entries == []
    assert captures.chosen is None


def test_files_are_opened_once(captures, tmp_path):
    path = captures.save(captures.add(noisy(1, 5)), tmp_path / "a.capture.json")
    entry = captures.open(path)

    assert captures.open(path) is entry
    assert len(captures.entries) == 1


def test_a_corrupted_file_is_refused_with_a_reason_and_the_list_stays(captures, tmp_path):
    path = captures.save(captures.add(noisy(1, 5)), tmp_path / "a.capture.json")
    broken = tmp_path / "b.capture.json"
    broken.write_bytes(path.read_bytes()[:200])

    with pytest.raises(CaptureError, match=r"b\.capture\.json is no capture"):
        captures.open(broken)

    assert len(captures.entries) == 1


def test_a_corrupted_file_of_the_folder_says_so_when_it_is_chosen(captures):
    path = captures.save(captures.add(noisy(1, 5)))
    path.write_text("{}")
    captures.entries[0].capture = None

    assert captures.entries[0].get() is None
    assert "format is null" in captures.entries[0].problem


def test_exports_are_a_trace_and_a_table(captures, tmp_path):
    entry = captures.add(noisy(1, 50))

    trace = captures.export(entry, tmp_path / "x.trace.json", ".trace.json")
    table = captures.export(entry, tmp_path / "x.csv", ".csv")

    assert faults(json.loads(trace.read_text())) == []
    assert len(table.read_text().splitlines()) == 51


def test_another_project_begins_with_its_own_captures(captures, model, tmp_path):
    captures.add(noisy(1, 5))
    from tests.editor.core.glade import plant

    model.editor.open_project(plant(tmp_path / "other"))

    assert captures.entries == []


def test_a_folder_that_cannot_be_written_is_said(captures, tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(OSError, match="file"):
        captures.save(captures.add(noisy(1, 5)), Path(tmp_path / "file" / "x.capture.json"))


def test_what_is_kept_names_its_own_run_even_when_nobody_looked_at_its_end(model):
    for threads in (1, 3):
        run = begin(model.editor)
        run.threads = threads
        model.watch(True)
        play(model, run, 4)
        model.watch(False)
        end(model.editor)

    assert model.keep_shown().capture.origin.threads == 3


def test_the_format_is_the_one_that_was_chosen_whatever_the_file_is_called(captures, tmp_path):
    entry = captures.add(noisy(1, 3))

    table = captures.export(entry, tmp_path / "table.v2", ".csv")

    assert table.read_text().startswith("tick,")


def test_a_capture_saved_under_a_name_of_its_own_stays_on_the_list(captures):
    entry = captures.add(noisy(1, 3))
    captures.save(entry, captures.folder / "kept.json")
    captures.look()

    assert captures.entries == [entry]
