"""The tutorial: every step waits for what it asks, wrong turns get a hint, and one goes on where one was."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path as Folder

import pytest

from editor.core.actions.builtin import install
from editor.core.actions.registry import Action
from editor.core.editor import Editor
from editor.core.tutorial.demonstration import DONE_BY, add, drop, give, put
from editor.core.tutorial.progress import Progress, ProgressFile
from editor.core.tutorial.sight import Sight
from editor.core.tutorial.step import KEYS
from editor.core.tutorial.steps import CLOSING, STEPS
from editor.core.tutorial.tutorial import Tutorial
from tests.projects.shipped import copied


@pytest.fixture
def editor(tmp_path: Folder, monkeypatch: pytest.MonkeyPatch) -> Iterator[Editor]:
    """The services with a new project from the starter."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    services = Editor()
    install(services)
    services.actions.add(Action("project.save", "Save", services.save, "Ctrl+S"))
    services.warm_up.is_enabled = False
    services.open_project(copied("starter", tmp_path), trusted=True)
    yield services
    services.shut_down()


@pytest.fixture
def tutorial(editor: Editor, tmp_path: Folder) -> Iterator[Tutorial]:
    """Begun in the open project."""
    made = Tutorial(editor, ProgressFile(tmp_path / "own"))
    made.start()
    yield made
    made.close()


def go_to(tutorial: Tutorial, step: str) -> None:
    """Do every step before one; the fight is the autopilot's."""
    tutorial.editor.play.autopilot = "average"
    while tutorial.step.id != step:
        if tutorial.step.id == "end":
            play_to_the_end(tutorial.editor)
        else:
            DONE_BY[tutorial.step.id](tutorial.editor)


def play_to_the_end(editor: Editor) -> None:
    while editor.play.state == "playing":
        editor.play.advance(0.5)


def test_the_whole_of_it_ends_in_a_victory(tutorial: Tutorial, editor: Editor):
    editor.play.autopilot = "average"
    passed: list[str] = []
    while tutorial.is_on:
        step = tutorial.step
        assert not tutorial.is_step_done, step.id
        passed.append(step.id)
        if step.id == "end":
            play_to_the_end(editor)
            assert editor.play.outcome == "defeat"
        else:
            DONE_BY[step.id](editor)
        if step.id == "again":
            play_to_the_end(editor)
        assert tutorial.progress.passed.get(step.id) == "done", (step.id, tutorial.hint)

    assert passed == [step.id for step in STEPS]
    assert tutorial.progress.is_finished
    assert editor.play.outcome == "victory"
    assert tutorial.closing[1].startswith("Ctrl+S saves it")


def test_its_words_are_short_and_name_actions_that_there_are(editor: Editor):
    known = {*(action.id for action in editor.actions), "help.here"}
    assert 14 <= len(STEPS) <= 18
    assert len({step.id for step in STEPS}) == len(STEPS)
    for step in STEPS:
        sentences = [part for part in step.text.replace("; ", ". ").split(". ") if part.strip()]
        assert step.text.count(". ") <= 1, step.id
        assert len(step.text) < 190, (step.id, len(sentences))
        assert set(KEYS.findall(step.text)) <= known, step.id
        assert set(step.needs) <= {other.id for other in STEPS}
    assert all(set(KEYS.findall(text)) <= known for text in CLOSING)


def test_keys_that_the_user_has_changed_are_told(tutorial: Tutorial, editor: Editor):
    go_to(tutorial, "save")
    assert "Ctrl+S" in tutorial.text

    editor.actions.rebind({"project.save": "Ctrl+Alt+S"})

    assert "Press Ctrl+Alt+S" in tutorial.text


def unlinked(editor: Editor) -> None:
    """A whole wave that no trigger calls."""
    put(editor, "add.spawn_group", (0.0, -9.0))
    give(editor, Sight(editor).wave, "spawn_group", "prefab", "raider")
    give(editor, Sight(editor).wave, "spawn_group", "count", 3)


WRONG: list[tuple[str, Callable[[Editor], object], str]] = [
    ("hero", lambda editor: drop(editor, "raider", (0.0, 0.0)), "That is a raider"),
    ("hero", lambda editor: drop(editor, "ally", (0.0, 0.0)), "That is an ally"),
    ("ally", lambda editor: drop(editor, "hero", (3.0, 0.0)), "Two heroes"),
    ("move", lambda editor: setattr(editor.tools, "tool", "rotate"), "Another tool"),
    ("move", lambda editor: editor.selection.clear(), "Click the ally first"),
    ("save", lambda editor: editor.play.start(), "A copy is playing"),
    ("wave", lambda editor: add(editor, "spawn_group", (0.0, 0.0)), "Type 3 at Count"),
    ("wave", lambda editor: put(editor, "add.spawn_group", (0.0, 0.0)), "Choose Raider at Prefab"),
    ("wave", unlinked, "The wave comes at the start"),
    ("problem", lambda editor: editor.undo.undo(), "The victory condition is no longer there"),
    ("objective", lambda editor: add(editor, "objective", (0.0, 0.0)), "asks for something else"),
    ("line", lambda editor: add(editor, "line", (0.0, 0.0)), "Type at Text what the hero says"),
    ("undo", lambda editor: give(editor, Sight(editor).wave, "spawn_group", "count", 5), "That is one more change"),
    ("try", lambda editor: editor.undo.jump(3), "Something that the fight needs is no longer there"),
]


@pytest.mark.parametrize(("step", "turn", "told"), WRONG, ids=[f"{step}: {told}" for step, _turn, told in WRONG])
def test_a_wrong_turn_is_met_with_a_hint(
    tutorial: Tutorial, editor: Editor, step: str, turn: Callable[[Editor], object], told: str
):
    go_to(tutorial, step)
    assert told not in tutorial.hint

    turn(editor)

    assert tutorial.step.id == step
    assert told in tutorial.hint
    assert tutorial.hint.endswith(".")


def test_a_drag_that_goes_on_passes_no_step(tutorial: Tutorial, editor: Editor):
    go_to(tutorial, "move")
    gesture = editor.gestures.begin("Move the ally")
    ally = Sight(editor).ally
    assert ally is not None
    from engine.document import Path, Set

    path = Path.entity(ally.file, ally.id, "transform", "position")
    assert editor.document is not None
    gesture.preview([Set(path=path, old=editor.document.value(path), new=[9.0, 0.0, 9.0])])
    assert tutorial.step.id == "move"

    gesture.commit()

    assert tutorial.step.id == "save"


def test_skip_and_back_keep_what_was_done(tutorial: Tutorial, editor: Editor):
    DONE_BY["hero"](editor)
    assert tutorial.passed_before == "Place the hero"
    tutorial.next()
    assert (tutorial.step.id, tutorial.progress.passed["ally"]) == ("move", "skipped")
    assert tutorial.passed_before == ""

    tutorial.back()
    tutorial.back()
    # A step that one comes back to stays, although it is done.
    assert (tutorial.step.id, tutorial.is_step_done) == ("hero", True)
    assert tutorial.why_not_back == "This is the first step."
    editor.undo.undo()
    assert not tutorial.is_step_done
    editor.undo.redo()
    assert tutorial.step.id == "ally"


def test_it_goes_on_where_it_was_after_a_restart(tutorial: Tutorial, editor: Editor, tmp_path: Folder):
    go_to(tutorial, "move")
    before = tutorial.progress
    again = Tutorial(editor, ProgressFile(tmp_path / "own"))

    assert again.progress == before
    assert again.step.id == "move"
    DONE_BY["move"](editor)
    assert again.step.id == "save"
    again.close()


def test_another_project_is_left_alone(tutorial: Tutorial, editor: Editor, tmp_path: Folder):
    folder = tmp_path / "another"
    editor.new_project(folder)

    assert not tutorial.is_on
    assert tutorial.is_begun
    assert tutorial.hint == ""
    editor.open_project(tmp_path / "starter", trusted=True)
    assert tutorial.is_on


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"step": "gone", "memory": {}, "passed": {}}', '{"step": 3}', "{"])
def test_a_file_that_is_none_is_the_beginning(tmp_path: Folder, text: str):
    (tmp_path / "tutorial.json").write_text(text, encoding="utf-8")

    assert ProgressFile(tmp_path).read() == Progress()


def test_the_file_holds_every_word_of_the_progress(tmp_path: Folder):
    told = Progress("/a", "move", {"place": [1.0, 0.0, 2.0]}, {"hero": "done", "ally": "skipped"}, True, False)
    ProgressFile(tmp_path).write(told)

    assert ProgressFile(tmp_path).read() == told
    assert json.loads((tmp_path / "tutorial.json").read_text())["step"] == "move"
