"""Gestures: shown live, one entry, or no trace."""

import pytest

from editor.core.editor import Editor
from engine.document import CommandError, Path, Set

NAME = Path.entity("scenes/glade", "rock", "name")
OTHER = Path.entity("scenes/glade", "lyra", "name")


def to(new: str, path: Path = NAME, old: str = "Rock") -> Set:
    return Set(path=path, old=old, new=new)


def value(editor: Editor, path: Path = NAME) -> object:
    assert editor.document is not None
    return editor.document.value(path)


def test_a_preview_is_live_and_the_last_one_counts(editor: Editor):
    gesture = editor.gestures.begin("Rename")

    for new in ("A", "B", "C"):
        gesture.preview([to(new)])
        assert value(editor) == new
    gesture.commit()

    assert [entry.command for entry in editor.undo.entries] == [to("C")]


def test_a_cancelled_gesture_leaves_every_byte(editor: Editor, texts):
    before = texts()
    gesture = editor.gestures.begin("Rename both")
    gesture.preview([to("A"), to("B", OTHER, "Lyra")])
    gesture.preview([to("C"), to("D", OTHER, "Lyra")])

    gesture.cancel()

    assert texts() == before
    assert editor.undo.entries == []
    assert not editor.is_dirty


def test_undo_during_a_gesture_takes_back_the_gesture_alone(editor: Editor):
    editor.run(to("A", old="Rock"))
    editor.run(to("B", old="A"))
    editor.undo.undo()
    editor.gestures.begin("Rename").preview([to("C", old="A")])

    editor.undo.undo()

    assert value(editor) == "A"
    assert (editor.undo.index, len(editor.undo.entries)) == (1, 2)
    editor.undo.redo()
    assert value(editor) == "B"


def test_several_changes_are_one_entry(editor: Editor, texts):
    before = texts()
    gesture = editor.gestures.begin("Rename both")
    gesture.preview([to("A"), to("B", OTHER, "Lyra")])
    gesture.commit()

    assert [entry.sentence for entry in editor.undo.entries] == ["Rename both"]
    editor.undo.undo()
    assert texts() == before


def test_previews_may_touch_different_things(editor: Editor):
    gesture = editor.gestures.begin("Rename")
    gesture.preview([to("A")])
    gesture.preview([to("B", OTHER, "Lyra")])

    assert value(editor) == "Rock"
    assert value(editor, OTHER) == "B"
    gesture.commit()


def test_back_at_the_start_leaves_no_entry(editor: Editor):
    gesture = editor.gestures.begin("Rename")
    gesture.preview([to("A")])
    gesture.preview([to("Rock")])
    gesture.commit()

    assert editor.undo.entries == []


def test_saving_or_another_command_finishes_the_gesture(editor: Editor):
    gesture = editor.gestures.begin("Rename")
    gesture.preview([to("A")])

    editor.save()

    assert not gesture.is_open
    assert not editor.is_dirty
    assert len(editor.undo.entries) == 1


def test_a_refused_preview_leaves_the_document_as_it_was(editor: Editor, texts):
    before = texts()
    gesture = editor.gestures.begin("Rename")

    with pytest.raises(CommandError):
        gesture.preview([to("A", old="Nobody")])
    gesture.cancel()

    assert texts() == before
