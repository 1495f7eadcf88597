"""Two captures compared: the newest pair by itself, any other by choice."""

import pytest

from editor.core.editor import Editor
from panels.physics_profiler.model import PhysicsProfilerModel
from tests.engine.physics.capture.captures import noisy


@pytest.fixture
def model():
    editor = Editor()
    profiler = PhysicsProfilerModel(editor)
    profiler.comparing.watch(True)
    yield profiler
    profiler.close()
    editor.shut_down()


def wait(model):
    while model.comparing.is_working:
        model.editor.jobs.wait(model.editor.jobs.running[0])


def test_the_second_capture_is_compared_with_the_first_at_once(model):
    assert "Two captures are needed" in model.comparing.missing
    one, two = model.captures.add(noisy(1)), model.captures.add(noisy(2, narrow=1.3))
    wait(model)

    assert (model.comparing.first, model.comparing.second) == (one, two)
    found = {stage.stage: stage.verdict for stage in model.comparing.found.stages}
    assert found["narrow_phase"] == "slower"
    assert found["broad_phase"] == "same"


def test_they_can_be_swapped(model):
    one, two = model.captures.add(noisy(1)), model.captures.add(noisy(2, narrow=1.3))
    wait(model)
    model.comparing.swap()
    wait(model)

    assert (model.comparing.first, model.comparing.second) == (two, one)
    assert next(stage.verdict for stage in model.comparing.found.stages if stage.stage == "narrow_phase") == "faster"


def test_a_third_capture_leaves_the_pair_alone(model):
    one, two = model.captures.add(noisy(1)), model.captures.add(noisy(2))
    wait(model)
    model.captures.add(noisy(3))

    assert (model.comparing.first, model.comparing.second) == (one, two)
    assert model.comparing.found is not None


def test_a_deleted_one_is_replaced(model):
    for seed in range(3):
        model.captures.add(noisy(seed))
    wait(model)
    gone = model.comparing.first
    model.captures.delete(gone)
    wait(model)

    assert gone not in (model.comparing.first, model.comparing.second)
    assert model.comparing.found is not None


def test_an_answer_that_is_no_longer_wanted_is_dropped(model):
    one, two = model.captures.add(noisy(1)), model.captures.add(noisy(2))
    model.comparing.choose(two, two)
    wait(model)

    assert model.comparing.first is two
    assert model.comparing.found.total.median.difference == 0
    assert one in model.captures.entries


def test_nothing_is_read_or_compared_before_somebody_looks(model, tmp_path):
    model.comparing.watch(False)
    for seed in range(2):
        entry = model.captures.add(noisy(seed))
        model.captures.save(entry, tmp_path / f"{seed}.capture.json")
        entry.capture = None
        model.captures.choose(entry)

    assert model.comparing.first is not None
    assert not model.comparing.is_working
    assert [entry.capture for entry in model.captures.entries] == [None, None]

    model.comparing.watch(True)
    wait(model)

    assert model.comparing.found is not None
