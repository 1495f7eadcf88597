"""The history's law: whatever is done, undone, dragged and given up, the way back leads to the very first byte."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.core.actions.builtin import install
from editor.core.editor import Editor
from editor.core.history.large_steps import LargeSteps
from engine.document import Path as At
from engine.document import Set
from tests.editor.core.glade import plant

ACTIONS = (
    "edit.duplicate",
    "edit.delete",
    "edit.copy",
    "edit.paste",
    "edit.cut",
    "edit.undo",
    "edit.redo",
    "entity.group",
    "entity.ungroup",
    "entity.hide",
    "add.trigger",
    "add.party_member",
    "select.all",
    "select.none",
    "select.invert",
)
NAME = At.entity("scenes/glade", "rock", "name")

steps = st.lists(
    st.one_of(
        st.sampled_from(ACTIONS),
        st.tuples(st.just("drag"), st.lists(st.sampled_from("ABC"), max_size=3), st.booleans()),
        st.tuples(st.just("jump"), st.integers(0, 30)),
    ),
    max_size=14,
)


def take(editor: Editor, step: object) -> None:
    match step:
        case ("drag", names, keep):
            assert editor.document is not None
            old = editor.document.value(NAME)
            gesture = editor.gestures.begin("Rename")
            if "rock" in {entity.id for entity in editor.view.entities}:
                for name in names:  # type: ignore[attr-defined]
                    gesture.preview([Set(path=NAME, old=old, new=name)])
            gesture.commit() if keep else gesture.cancel()
        case ("jump", index):
            editor.undo.jump(min(int(index), len(editor.undo.entries)))  # type: ignore[call-overload]
        case str(action) if editor.actions.enabled(action)[0]:
            editor.actions.run(action)
        case _:
            pass


def texts(editor: Editor) -> dict[str, str]:
    assert editor.document is not None
    return {file: editor.document.text(file) for file in editor.document.files}


@pytest.mark.parametrize("many", [LargeSteps.MANY, 1], ids=["step by step", "by kept states"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps)
def test_the_way_back_leads_to_the_first_byte_and_the_way_forth_to_the_last(many: int, done: list[object]):
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(LargeSteps, "MANY", many)
        editor = Editor()
        install(editor)
        editor.open_project(plant(Path(folder) / "glade"))
        first = texts(editor)
        for step in done:
            take(editor, step)
        last, index = texts(editor), editor.undo.index

        editor.undo.jump(0)
        assert texts(editor) == first
        assert not editor.is_dirty

        editor.undo.jump(index)
        assert texts(editor) == last
        editor.shut_down()
