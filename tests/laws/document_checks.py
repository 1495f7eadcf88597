"""The laws of the document as plain functions: each takes a fresh document and commands, and asserts one law."""

from collections.abc import Iterable, Sequence

import numpy as np

from engine.document import Command, Document, DocumentError, WriteFile, command_from_json, view
from engine.play.compile.scene import CompileError, compile_scene
from engine.play.running.session import Session
from tests.laws.document_sessions import texts_of


def check_undo(document: Document, commands: Sequence[Command], *, read_between: bool = True) -> None:
    """Undo is the inverse of do: every state comes back in the bytes of all its files.

    Texts are written when they are first asked for; `read_between` asks after each change, and not only at the end.
    """
    states = [texts_of(document)]
    unsaved = document.unsaved()
    for command in commands:
        document.apply(command)
        if isinstance(command, WriteFile):
            assert command.new == (document.text(command.file) if command.file in document.files else None)
        states.append(texts_of(document) if read_between else {})
    for command, before in zip(reversed(commands), reversed(states[:-1]), strict=True):
        document.apply(command.inverse())
        if read_between:
            assert texts_of(document) == before
    assert texts_of(document) == states[0]
    assert document.unsaved() == unsaved


def check_redo(document: Document, commands: Sequence[Command]) -> None:
    """Redo gives the bytes that do gave, also the second time."""
    _apply(document, commands)
    end = texts_of(document)
    for _ in range(2):
        _apply(document, (command.inverse() for command in reversed(commands)))
        _apply(document, commands)
        assert texts_of(document) == end


def check_json(commands: Iterable[Command]) -> None:
    """A command and its inverse come back from JSON as they were."""
    for command in commands:
        again = command_from_json(command.to_json())
        assert again == command
        assert again.to_json() == command.to_json()
        assert again.sentence() == command.sentence()
        assert command_from_json(command.inverse().to_json()).inverse() == command


def check_replay(document: Document, other: Document, commands: Sequence[Command]) -> None:
    """Commands that went through JSON lead to the same document, byte for byte."""
    _apply(document, commands)
    _apply(other, (command_from_json(command.to_json()) for command in commands))
    assert texts_of(other) == texts_of(document)


def check_save(document: Document, commands: Sequence[Command]) -> None:
    """The disk holds what the document says; opened again it is the same, and saving it again changes no byte."""
    _apply(document, commands)
    document.save()
    assert document.unsaved() == ()
    assert document.foreign() == {}
    on_disk = _bytes_on_disk(document)
    assert on_disk == {file: text.encode() for file, text in texts_of(document).items()}

    again = Document.open(document.folder)

    assert again.load_findings == []
    assert texts_of(again) == texts_of(document)
    for file in again.files:
        assert again.entities(file) == document.entities(file)
        for identifier in again.entities(file):
            assert again.block(file, identifier) == document.block(file, identifier)
    assert again.unsaved() == ()
    assert again.save() == []
    assert _bytes_on_disk(again) == on_disk


def check_digest(document: Document, commands: Sequence[Command]) -> None:
    """The compiled world of every scene is the same in bits after do and undo, and after saving and opening again."""
    before = digests_of(document)
    _apply(document, commands)
    _apply(document, (command.inverse() for command in reversed(commands)))
    assert digests_of(document) == before
    _apply(document, commands)
    document.save()
    assert digests_of(Document.open(document.folder)) == digests_of(document)


def digests_of(document: Document) -> dict[tuple[str, str], str]:
    """The digest of the world of each scene with each of its encounters, or why there is none."""
    scenes = [file for file in document.files if file.startswith("scenes/")]
    encounters = [file for file in document.files if file.startswith("encounters/")]
    return {(scene, each): _digest(document, scene, each) for scene in scenes for each in ("", *encounters)}


def _digest(document: Document, scene: str, encounter: str) -> str:
    try:
        # Numbers that no world holds are among the random ones.
        with np.errstate(all="ignore"):
            session = Session(compile_scene(view(document, scene, encounter or None)), seed=1)
    except (CompileError, DocumentError) as error:
        return str(error)
    try:
        return session.digest()
    finally:
        session.close()


def _apply(document: Document, commands: Iterable[Command]) -> None:
    for command in commands:
        document.apply(command)


def _bytes_on_disk(document: Document) -> dict[str, bytes]:
    folder = document.folder
    return {
        path.relative_to(folder).with_suffix("").as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*.toml"))
    }
