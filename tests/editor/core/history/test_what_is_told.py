"""What the history tells: to buttons, which ways are open; to the journal, all that happens; to Save, what it owes."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from editor.core.editor import Editor
from editor.core.history.undo import Entry, UndoStack
from engine.document import Command, CommandError, Document, Path, Set

NAME = Path.entity("scenes/glade", "rock", "name")


class Diary:
    """Writes down what a history tells, and what each step would do."""

    def __init__(self) -> None:
        self.lines: list[tuple[Any, ...]] = []

    def attached(self, document: Document | None) -> None:
        self.lines.append(("attached", document is not None))

    def done(self, entry: Entry, index: int) -> None:
        self.lines.append(("done", entry.sentence, index))

    def jumped(self, index: int, steps: Callable[[], Sequence[Command]], sentence: str) -> None:
        self.lines.append(("jumped", index, [command.sentence() for command in steps()], sentence))

    def saved(self, index: int) -> None:
        self.lines.append(("saved", index))

    def unsaved(self, index: int) -> None:
        self.lines.append(("unsaved", index))


@pytest.fixture
def document(editor: Editor) -> Document:
    assert editor.document is not None
    return editor.document


@pytest.fixture
def history(document: Document) -> UndoStack:
    """A history of its own, so that nobody else is told."""
    made = UndoStack()
    made.attach(document)
    return made


@pytest.fixture
def diary(history: UndoStack) -> Diary:
    history.recorder = diary = Diary()
    return diary


def rename(history: UndoStack, document: Document, *names: str) -> None:
    for new in names:
        history.push(Set(path=NAME, old=document.value(NAME), new=new))


def open_ways(history: UndoStack) -> tuple[bool, bool]:
    return history.can_undo, history.can_redo


def test_a_way_is_open_where_there_is_something_to_go_to(history: UndoStack, document: Document):
    assert open_ways(history) == (False, False)
    rename(history, document, "A", "B")
    assert open_ways(history) == (True, False)
    history.undo()
    assert open_ways(history) == (True, True)
    history.undo()
    assert open_ways(history) == (False, True)


def test_beyond_either_end_nothing_happens(history: UndoStack, document: Document, diary: Diary):
    history.undo()
    history.redo()
    rename(history, document, "A")
    history.redo()

    assert diary.lines == [("done", "Rename Rock to A", 1)]
    assert document.value(NAME) == "A"


def test_the_journal_is_told_of_each_step(history: UndoStack, document: Document, diary: Diary):
    rename(history, document, "A", "B", "C")
    history.undo()
    history.jump(0)
    history.redo()
    history.jump(3)
    history.mark_saved()
    history.mark_unsaved()
    history.attach(None)

    assert diary.lines == [
        ("done", "Rename Rock to A", 1),
        ("done", "Rename A to B", 2),
        ("done", "Rename B to C", 3),
        ("jumped", 2, ["Rename C to B"], "Undo: Rename B to C"),
        ("jumped", 0, ["Rename B to A", "Rename A to Rock"], "Undo: 2 changes"),
        ("jumped", 1, ["Rename Rock to A"], "Redo: Rename Rock to A"),
        ("jumped", 3, ["Rename A to B", "Rename B to C"], "Redo: 2 changes"),
        ("saved", 3),
        ("unsaved", 3),
        ("attached", False),
    ]


def test_each_change_of_the_history_is_announced_once(history: UndoStack, document: Document):
    heard: list[int] = []
    history.changed.connect(lambda: heard.append(history.index))

    rename(history, document, "A", "B")
    history.jump(0)
    history.jump(0)
    history.mark_saved()
    history.mark_unsaved()
    history.restore(history.entries, 0, None)
    history.attach(document)

    assert heard == [1, 2, 0, 0, 0, 0, 0]


def test_what_is_owed_to_the_files_is_counted(history: UndoStack, document: Document):
    rename(history, document, "A", "B")
    assert (history.is_dirty, history.unsaved_count) == (True, 2)
    history.mark_saved()
    assert (history.is_dirty, history.unsaved_count) == (False, 0)
    history.jump(0)
    assert (history.is_dirty, history.unsaved_count) == (True, 2)
    rename(history, document, "C")
    assert (history.saved_index, history.unsaved_count) == (None, 1)
    history.undo()
    assert (history.is_dirty, history.unsaved_count) == (True, 1)


def test_a_change_from_the_saved_state_on_keeps_it_in_reach(history: UndoStack, document: Document):
    rename(history, document, "A")
    history.mark_saved()
    rename(history, document, "B")
    assert history.saved_index == 1
    history.undo()
    rename(history, document, "C")
    assert history.saved_index == 1


def test_another_document_begins_anew(history: UndoStack, document: Document):
    rename(history, document, "A")
    history.mark_unsaved()

    history.attach(document)

    assert (history.entries, history.index, history.saved_index, history.is_dirty) == ([], 0, 0, False)


def test_a_history_of_before_a_crash_is_gone_back_in(history: UndoStack, document: Document):
    rename(history, document, "A", "B")
    old = UndoStack()
    old.attach(document)

    old.restore(history.entries, 2, 1)

    assert (old.index, old.saved_index, old.is_dirty) == (2, 1, True)
    old.undo()
    assert (document.value(NAME), old.is_dirty) == ("A", False)


def test_whoever_refuses_is_asked_first_and_of_the_very_commands(history: UndoStack, document: Document):
    rename(history, document, "A", "B")
    asked: list[list[str]] = []
    order: list[str] = []

    def refuse(commands: Sequence[Command]) -> None:
        asked.append([command.sentence() for command in commands])
        order.append("refusal")
        raise CommandError("not now", "here")

    history.refusal, history.before_change = refuse, lambda: order.append("before")
    for change in (lambda: rename(history, document, "C"), lambda: history.jump(0), lambda: history.jump(1)):
        with pytest.raises(CommandError, match="not now"):
            change()
    history.refusal = lambda commands: None
    history.jump(1)

    assert asked == [["Rename B to C"], ["Rename Rock to A", "Rename A to B"], ["Rename A to B"]]
    assert order == ["refusal"] * 3 + ["before"]
    assert document.value(NAME) == "A"


@pytest.mark.parametrize("index", [-1, 3])
def test_a_place_outside_is_told(history: UndoStack, document: Document, index: int):
    rename(history, document, "A", "B")

    with pytest.raises(IndexError, match=f"history index {index} is out of range 0 to 2"):
        history.jump(index)
    assert history.index == 2


def test_where_a_step_fails_the_history_stands_where_the_document_does(
    history: UndoStack, document: Document, diary: Diary
):
    rename(history, document, "A", "B", "C")
    document.apply(Set(path=NAME, old="C", new="B"))  # behind its back, so that the last step does not fit
    document.apply(Set(path=NAME, old="B", new="C"))
    history.undo()
    document.apply(Set(path=NAME, old="B", new="X"))

    with pytest.raises(CommandError):
        history.jump(0)

    assert history.index == 2
    assert diary.lines[-1][0:2] == ("jumped", 2)


def test_without_a_document_there_is_nothing_to_change():
    with pytest.raises(RuntimeError, match="no project is open"):
        UndoStack().push(Set(path=NAME, old="a", new="b"))
