"""Going over a large change again takes the states around it; whatever else happened meanwhile, the texts are right."""

from collections.abc import Iterator

import pytest

from editor.core.history.large_steps import LargeSteps
from editor.core.history.undo import UndoStack
from engine.benchmarks.scenes.large_project import add_many, large_document, large_view, move_all, move_one
from engine.document import ChangeSet, Command, Document
from engine.schema.vocabulary import Vocabulary


@pytest.fixture
def document() -> Iterator[Document]:
    opened, close = large_document(200)
    yield opened
    close()


@pytest.fixture
def undo(document: Document) -> UndoStack:
    stack = UndoStack()
    stack.attach(document)
    return stack


def texts(document: Document) -> dict[str, str]:
    return {file: document.text(file) for file in document.files}


def applied(monkeypatch: pytest.MonkeyPatch) -> list[Command]:
    """Every command that a document is made to apply from now on."""
    seen: list[Command] = []
    real = Document.apply

    def apply(self: Document, command: Command) -> ChangeSet:
        seen.append(command)
        return real(self, command)

    monkeypatch.setattr(Document, "apply", apply)
    return seen


def test_undo_and_redo_of_a_large_change_apply_nothing(
    document: Document, undo: UndoStack, monkeypatch: pytest.MonkeyPatch
):
    first = texts(document)
    undo.push(move_all(large_view(document), 5.0))
    last, seen = texts(document), applied(monkeypatch)

    undo.undo()
    assert texts(document) == first
    undo.redo()
    assert texts(document) == last
    undo.undo()
    assert texts(document) == first
    assert seen == []


def test_everybody_hears_of_it_as_of_any_change(document: Document, undo: UndoStack):
    undo.push(add_many(large_view(document), 120))
    heard: list[ChangeSet] = []
    document.changed.connect(heard.append)
    revision = document.revision

    undo.undo()

    assert len(heard[0].paths) == 120
    assert heard[0].structure
    assert document.revision == revision + 1
    assert len(large_view(document).entities) == 200


def test_a_small_change_on_top_is_taken_back_first_as_ever(document: Document, undo: UndoStack):
    first = texts(document)
    undo.push(move_all(large_view(document), 5.0))
    undo.push(move_one(large_view(document), 7.0))
    last = texts(document)
    undo.jump(0)
    assert texts(document) == first
    undo.jump(2)
    assert texts(document) == last


def test_a_document_that_went_elsewhere_meanwhile_is_changed_entity_by_entity(document: Document):
    steps, other = LargeSteps(), move_one(large_view(document), 7.0)
    command = move_all(large_view(document), 5.0)
    untouched = large_view(document).entities[3]
    steps.apply(document, command)
    path = untouched.path / "name"
    rename = type(other)(path=path, old=document.value(path), new="Renamed")
    document.apply(rename)

    steps.undo(document, command)

    assert document.value(path) == "Renamed"
    document.apply(rename.inverse())
    assert document.unsaved() == ()


def test_components_that_are_known_by_now_stay_known(document: Document):
    command = move_all(large_view(document), 5.0)
    before = document.snapshot()
    change = document.apply(command)
    after = document.snapshot()
    known = Vocabulary(document.vocabulary.components.values())
    document._state = type(after)(after.files, known, document.folder, after.revision, after.views)

    assert not document.return_to(before, after, change)
    assert document.vocabulary is known


def test_only_the_last_large_changes_are_remembered(document: Document, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(LargeSteps, "MOST", 2)
    steps, first = LargeSteps(), texts(document)
    commands = []
    for x in (1.0, 2.0, 3.0):
        commands.append(move_all(large_view(document), x))
        steps.apply(document, commands[-1])
    seen = applied(monkeypatch)
    for command in reversed(commands):
        steps.undo(document, command)
    assert texts(document) == first
    assert seen == [commands[0].inverse()]


def test_a_change_that_is_made_anew_counts_as_the_last(document: Document, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(LargeSteps, "MOST", 2)
    steps = LargeSteps()
    one, two = (move_all(large_view(document), x) for x in (1.0, 2.0))
    steps.apply(document, one)
    document.apply(one.inverse())
    steps.apply(document, two)
    document.apply(two.inverse())
    steps.apply(document, one)
    three = move_all(large_view(document), 3.0)
    steps.apply(document, three)
    seen = applied(monkeypatch)

    steps.undo(document, three)
    steps.undo(document, one)
    assert seen == []


def test_another_document_begins_with_no_states_of_the_one_before(
    document: Document, undo: UndoStack, monkeypatch: pytest.MonkeyPatch
):
    undo.push(move_all(large_view(document), 5.0))
    entries = undo.entries
    undo.attach(document)
    undo.restore(entries, 1, None)
    seen = applied(monkeypatch)

    undo.undo()
    assert seen == [entries[0].command.inverse()]
