"""The panel's model: which series are shown, which run is looked at, and what happens when rows arrive."""

import json
from dataclasses import replace

import pytest
import zstandard

from editor.core.editor import Editor
from editor.core.settings.settings import Settings
from engine.benchmarks.beside.course import Course
from panels.benchmark_trends.filters import Filter, SystemRow
from panels.benchmark_trends.model import TrendsModel
from panels.benchmark_trends.place import own_history
from tests.engine.benchmarks.history.rows import put
from tests.panels.benchmark_trends.stage import history, read_here, row, trends


@pytest.fixture
def model(tmp_path):
    with trends(history(tmp_path)) as made:
        yield made


def names(model):
    return sorted({each.name for each in model.shown()})


def pump(model, qtbot, condition):
    qtbot.waitUntil(lambda: model.editor.pump() or condition(), timeout=20_000)


def test_the_branch_of_most_runs_is_shown_and_what_fails_is_chosen(model):
    assert model.filter.branch == "main"
    assert names(model) == ["nav.field", "nav.short", "physics.tick"]
    assert (model.chosen.name, model.chosen.state) == ("physics.tick", "warn")
    assert model.place == len(model.chosen) - 1


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"words": "NAV fie"}, ["nav.field"]),
        ({"system": "scene", "branch": None}, ["scene.open"]),
        ({"hardware_id": "h2"}, ["physics.tick"]),
        ({"branch": "topic"}, ["scene.open"]),
        ({"words": "zzz"}, []),
    ],
)
def test_filters(model, asked, shown):
    # Lines of a test name no system: it is what stands before the first dot.
    model.ask(replace(model.filter, **asked))

    assert names(model) == shown


def test_days_leave_runs_out_but_no_series(model):
    before = names(model)
    model.ask(replace(model.filter, days=7))

    assert names(model) == before
    assert 0 < len(model.places()) < len(model.chosen)
    model.ask(replace(model.filter, days=0))
    assert len(model.places()) == len(model.chosen)


def test_series_stand_below_their_system_and_can_be_folded(model):
    rows = model.rows()
    assert [each.system for each in rows if isinstance(each, SystemRow)] == ["nav", "physics"]

    model.fold("nav", is_open=False)

    assert [each.name for each in model.rows() if isinstance(each, Course)] == ["physics.tick", "physics.tick"]
    assert model.rows()[0] == SystemRow("nav", 2, False)


def test_arrows_go_from_run_to_run_within_the_days_and_from_change_to_change(model):
    last = len(model.chosen) - 1
    model.step(-1)
    assert model.place == last - 1
    model.step(-1_000)
    assert model.place == model.places()[0]

    model.step_to_shift(1)

    assert model.place == model.chosen.alert.at
    model.step_to_shift(1)
    assert model.place == model.chosen.alert.at


def test_rows_that_arrive_are_seen_by_who_looks_at_the_newest(model, tmp_path):
    chosen = model.chosen
    path = model.path
    path.write_bytes(path.read_bytes() + row(12.0, 0.01, name=chosen.name, branch="main") + b"\n")

    read_here(model)

    assert (model.chosen.id, len(model.chosen)) == (chosen.id, len(chosen) + 1)
    assert model.place == len(chosen)
    model.step(-3)
    at = model.chosen.times[model.place]
    path.write_bytes(path.read_bytes() + row(12.5, 0.001, name=chosen.name, branch="main") + b"\n")
    read_here(model)
    assert model.chosen.times[model.place] == at


def test_the_file_is_read_beside_the_window_and_only_when_it_changed(tmp_path, qtbot):
    with trends(history(tmp_path), is_read=False) as model:
        model.look()
        assert model.is_reading
        pump(model, qtbot, lambda: not model.is_reading)
        assert model.head.rows == 40 + 40 + 2 + 3 + 1

        model.look()
        assert not model.is_reading

        put(tmp_path, row(1.0, 1.0))
        model.look()
        pump(model, qtbot, lambda: not model.is_reading)
        assert model.head.rows == 1


def test_another_history_is_opened_and_a_missing_one_is_empty(model, tmp_path, qtbot):
    other = put(tmp_path / "other", row(5.0, 1.0, name="goap.plan"))
    model.open(other)
    pump(model, qtbot, lambda: bool(model.courses))
    assert names(model) == ["goap.plan"]
    assert model.filter == Filter(branch="")

    model.open(tmp_path / "nowhere" / "history.jsonl")
    assert (model.courses, model.is_reading, model.problem) == ((), False, "")


def test_the_history_that_was_opened_is_shown_after_the_next_start_while_it_is_there(tmp_path):
    other = put(tmp_path / "other", row(5.0, 1.0, name="goap.plan"))
    with trends(history(tmp_path)) as model:
        model.open(other)
    again = Editor(Settings(tmp_path / "settings.json"))
    for shown in (other, own_history()):
        model = TrendsModel(again)
        assert model.path == shown
        model.close()
        other.unlink(missing_ok=True)
    model = TrendsModel(again, other)
    if own_history() is not None:
        model.open(own_history())
        assert again.settings.files.benchmark_history == ""
    model.close()
    again.shut_down()


@pytest.mark.parametrize("made", ["plain", "streamed", "damaged"])
def test_the_samples_of_older_runs_are_read_and_what_is_damaged_is_told_in_the_panel_alone(tmp_path, qtbot, made):
    told = json.dumps([{"values": [1.0, 2.0]}]).encode()
    streamed = zstandard.ZstdCompressor(write_content_size=False).compress(told)
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.json").write_bytes({"plain": told, "streamed": streamed, "damaged": streamed[:-2]}[made])
    with trends(put(tmp_path, row(1.5, 1.0, raw="raw/a.json#0"))) as model:
        jobs = []
        model.editor.jobs.changed.connect(lambda: jobs.extend(model.editor.jobs.running))
        model.samples.show(None, "")
        model.samples.show(tmp_path, "raw/a.json#0")
        pump(model, qtbot, lambda: bool(model.samples.values or model.samples.problem))
        assert model.samples.values == (() if made == "damaged" else (1.0, 2.0))
        assert ("is cut short" in model.samples.problem) == (made == "damaged")
        assert jobs
        assert all(job.tells_itself for job in jobs)


def test_what_can_not_be_read_is_said(tmp_path, qtbot):
    folder = tmp_path / "odd"
    folder.mkdir()
    (folder / "history.jsonl").mkdir()
    with trends(folder / "history.jsonl", is_read=False) as model:
        model.look()
        pump(model, qtbot, lambda: not model.is_reading)

        assert str(model.path) in model.problem


def test_captures_of_runs_are_asked_for_by_their_files(tmp_path):
    capture = tmp_path / "captures" / "a.capture.json"
    capture.parent.mkdir()
    capture.write_text("{}")
    named = {"name": "physics.tick", "branch": "main"}
    rows = [row(1.0, 4.0, **named), *(row(1.0, 3.0 - k, capture=f"captures/{x}.capture.json", **named)
                                      for k, x in enumerate("ab"))]  # fmt: skip
    with trends(put(tmp_path, *rows)) as model:
        assert model.captured() == [1]
        assert "is gone" in model.why_no_capture(2)
        assert "No capture was taken" in model.why_no_capture(0)
        assert model.why_no_capture(1) == ""

        model.open_captures(1)

        assert model.editor.asked_captures.take() == (capture,)
        assert model.editor.asked_captures.take() == ()
