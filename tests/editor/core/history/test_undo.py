"""The history: what was changed, by whom, and the way back."""

import pytest

from editor.core.editor import Editor
from engine.document import CommandError, Path, Set

NAME = Path.entity("scenes/glade", "rock", "name")


def rename(editor: Editor, new: str, who: str = "you") -> None:
    assert editor.document is not None
    editor.run(Set(path=NAME, old=editor.document.value(NAME), new=new), who)


def name(editor: Editor) -> object:
    assert editor.document is not None
    return editor.document.value(NAME)


def test_what_was_done_can_be_undone_and_done_again(editor: Editor, texts):
    before = texts()
    rename(editor, "Boulder")

    editor.undo.undo()
    assert texts() == before

    editor.undo.redo()
    assert name(editor) == "Boulder"


def test_any_moment_can_be_jumped_to(editor: Editor):
    for new in ("A", "B", "C"):
        rename(editor, new)

    editor.undo.jump(1)
    assert name(editor) == "A"

    editor.undo.jump(3)
    assert name(editor) == "C"
    with pytest.raises(IndexError):
        editor.undo.jump(4)


def test_a_change_after_an_undo_forgets_what_was_undone(editor: Editor):
    rename(editor, "A")
    rename(editor, "B")
    editor.undo.undo()

    rename(editor, "C")

    assert [entry.sentence for entry in editor.undo.entries][-1].endswith("C")
    assert len(editor.undo.entries) == 2


def test_the_saved_moment_is_known(editor: Editor):
    rename(editor, "A")
    assert editor.is_dirty

    editor.save()
    assert not editor.is_dirty

    rename(editor, "B")
    editor.undo.undo()
    assert not editor.is_dirty

    editor.undo.undo()
    rename(editor, "C")
    assert editor.undo.saved_index is None
    assert editor.is_dirty


def test_an_entry_knows_who_made_it(editor: Editor):
    rename(editor, "A", who="assistant")

    assert editor.undo.entries[-1].who == "assistant"


def test_a_refused_command_leaves_no_entry(editor: Editor):
    with pytest.raises(CommandError):
        editor.run(Set(path=NAME, old="Something else", new="A"))

    assert editor.undo.entries == []


def test_files_that_hold_no_state_of_the_history_are_unsaved_everywhere(editor):
    editor.undo.mark_unsaved()
    assert editor.is_dirty
    assert editor.undo.saved_index is None
    editor.save()
    assert not editor.is_dirty


def test_the_history_calls_everybody_by_name(editor: Editor):
    rename(editor, "Old stone")
    editor.run(Set(path=Path.entity("scenes/glade", "rock", "hidden"), old=None, new=True))
    rename(editor, "Boulder")

    told = [entry.sentence for entry in editor.undo.entries]
    assert told == ["Rename Rock to Old stone", "Hide Old stone", "Rename Old stone to Boulder"]
