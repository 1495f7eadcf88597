"""Captures that something else asks for: shown, or compared, whether the profiler is open yet or not."""

import pytest

from editor.core.editor import Editor
from editor.ui.api import Ui
from engine.physics.capture import save
from panels.physics_profiler.model import PhysicsProfilerModel
from panels.physics_profiler.view import CAPTURES, COMPARE, LIVE, PhysicsProfilerView
from tests.engine.physics.capture.captures import noisy


@pytest.fixture
def files(tmp_path):
    return [save(noisy(seed, 60), tmp_path / f"{name}.capture.json") for seed, name in ((1, "good"), (2, "bad"))]


@pytest.fixture
def editor():
    made = Editor()
    yield made
    made.shut_down()


def shown(editor, qtbot):
    model = PhysicsProfilerModel(editor)
    view = PhysicsProfilerView(model, Ui(editor))
    qtbot.addWidget(view)
    return model, view


def test_one_that_was_asked_for_before_the_panel_was_built_is_shown(editor, qtbot, files):
    editor.asked_captures.show(files[0])

    model, view = shown(editor, qtbot)

    assert (view.page, model.captures.chosen.name) == (CAPTURES, "good")
    model.close()


def test_two_are_compared_in_their_order_and_the_page_may_be_left_again(editor, qtbot, files):
    model, view = shown(editor, qtbot)
    editor.asked_captures.show(*files)

    assert view.page == COMPARE
    assert [each.name for each in (model.comparing.first, model.comparing.second)] == ["good", "bad"]
    view.tabs.setCurrentIndex(LIVE)
    model.changed.emit()
    assert view.page == LIVE
    model.close()


def test_a_file_that_is_no_capture_is_told_and_nothing_turns(editor, qtbot, tmp_path):
    said: list[str] = []
    editor.said.connect(said.append)
    model, view = shown(editor, qtbot)
    odd = tmp_path / "odd.capture.json"
    odd.write_text("{}")

    editor.asked_captures.show(odd)

    assert view.page == LIVE
    assert model.captures.entries == []
    assert said[0].startswith("The capture can't be shown: ")
    model.close()


def test_three_can_not_be_asked_for(editor, files):
    with pytest.raises(ValueError, match="expected one, or two"):
        editor.asked_captures.show(*files, files[0])
