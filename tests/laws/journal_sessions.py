"""Sessions of an editor as plain intentions, the death that ends them, and what a replay must give back."""

import contextlib
import os
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from editor.core.editor import Editor
from engine.document import CommandError, Document, DocumentError, Set, WriteFile
from engine.document import Path as At
from engine.document.edits.terrain import shape_commands
from engine.document.journal import Session, SessionJournal, read_session, session_paths
from engine.terrain.edits import EditTile
from tests.engine.document.grounds import ground
from tests.engine.document.orchard import plant
from tests.laws.document_sessions import ODD, command_of, steps, texts_of

PERSON = At.entity("scenes/orchard", "mira", "health", "current")
WALL = At.entity("scenes/orchard", "wall", "health")
"""A table that is not there at first, so that giving up or undoing has to take it away again."""
TEXT = '# By hand.\nformat=1\nkind  = "encounter"\ntitle = "{}"\nscene = "orchard"\n'


@st.composite
def sessions(draw: st.DrawFn) -> list[tuple[Any, ...]]:
    """What a designer does between opening a project and the crash."""
    taken: list[tuple[Any, ...]] = []
    moves = st.one_of(
        steps().map(lambda session: ("edits", session[:3])),
        st.sampled_from([("undo",), ("undo",), ("redo",), ("save",), ("failing save",), ("begin anew",)]),
        st.tuples(st.just("jump"), st.integers(0, 12)),
        st.tuples(st.sampled_from(["gesture", "wide gesture"]), st.lists(st.floats(1, 99), max_size=3), st.booleans()),
        st.tuples(st.just("write"), st.integers(0, 1), st.none() | st.sampled_from("ABC")),
        st.tuples(st.just("stroke"), st.lists(st.integers(-9, 9), max_size=3), st.booleans()),
    )
    taken += draw(st.lists(moves, min_size=1, max_size=10))
    return taken


@contextmanager
def own_folders() -> Generator[Path]:
    """A project and a state folder for one session."""
    before = os.environ.get("XDG_STATE_HOME")
    with tempfile.TemporaryDirectory() as place:
        os.environ["XDG_STATE_HOME"] = str(Path(place) / "state")
        try:
            yield plant(Path(place) / "orchard", prefabs_odd=ODD)
        finally:
            if before is None:
                del os.environ["XDG_STATE_HOME"]
            else:
                os.environ["XDG_STATE_HOME"] = before


def opened(project: Path) -> Editor:
    """The services with the project open."""
    editor = Editor()
    editor.open_project(project)
    return editor


def document_of(editor: Editor) -> Document:
    """The open project."""
    assert editor.document is not None
    return editor.document


def take(editor: Editor, move: tuple[Any, ...]) -> None:
    """Do one thing; what the document refuses is left out."""
    document = document_of(editor)
    match move:
        case ("edits", session):
            for step in session:
                command = command_of(document, step)
                if command is not None:
                    with contextlib.suppress(CommandError):
                        editor.run(command, "assistant" if step[1] % 3 == 0 else "you")
        case ("undo",):
            editor.undo.undo()
        case ("redo",):
            editor.undo.redo()
        case ("jump", index):
            editor.undo.jump(min(index, len(editor.undo.entries)))
        case ("save",):
            editor.save()
        case ("failing save",):
            _fail_to_save(editor)
        case ("begin anew",):
            assert editor.recovery.recorder.begin_anew(editor.undo.index)
        case ("gesture", values, keep):
            _gesture(editor, [PERSON], values, keep=keep)
        case ("wide gesture", values, keep):
            _gesture(editor, [WALL / "current", WALL / "maximum"], values, keep=keep)
        case ("stroke", values, keep):
            _stroke(editor, values, keep=keep)
        case ("write", number, title):
            file = f"encounters/extra_{number}"
            old = document.text(file) if file in document.files else None
            new = None if title is None else TEXT.format(title)
            if old != new:
                editor.run(WriteFile(file=file, old=old, new=new))
        case _:
            raise AssertionError(move)


def _fail_to_save(editor: Editor) -> None:
    """Save while a folder stands where the backup of the last file would go."""
    document = document_of(editor)
    files = [file for file in document.unsaved() if file in document.on_disk()]
    if not files:
        return
    backup = document.folder.joinpath(*f"{files[-1]}.toml.bak".split("/"))
    with contextlib.suppress(FileNotFoundError):
        backup.unlink()
    (backup / "in the way").mkdir(parents=True)
    with contextlib.suppress(DocumentError):
        editor.save()
    (backup / "in the way").rmdir()
    backup.rmdir()


def _gesture(editor: Editor, paths: list[At], values: list[float], *, keep: bool) -> None:
    document = document_of(editor)
    if "scenes/orchard" not in document.files or paths[0].entity_id not in document.entities("scenes/orchard"):
        return
    old = [document.value(path) for path in paths]
    gesture = editor.gestures.begin("Heal")
    with contextlib.suppress(CommandError):
        for value in values:
            gesture.preview([Set(path=path, old=was, new=value) for path, was in zip(paths, old, strict=True)])
    if keep:
        gesture.commit()
    else:
        gesture.cancel()


def _stroke(editor: Editor, values: list[int], *, keep: bool) -> None:
    """Shape a tile of the orchard, and with each further value one more."""
    document = document_of(editor)
    if "scenes/orchard" not in document.files:
        return
    start = document.snapshot()
    gesture = editor.gestures.begin("Raise the ground")
    tiles: dict[tuple[int, int], EditTile | None] = {}
    for place, value in enumerate(values):
        tiles = {**tiles, (place, 0): ground(value) if value else None}
        gesture.preview(shape_commands(start, "orchard", tiles, "Raise the ground"))
    if keep:
        gesture.commit()
    else:
        gesture.cancel()


def die(editor: Editor) -> None:
    """End an editor as a kill would: the locks fall, nothing is written or cleared away."""
    recorder = editor.recovery.recorder
    if recorder.session is not None:
        recorder.session.release()
    recorder._journal = recorder._document = None
    editor.shut_down()


def left_behind(project: Path) -> SessionJournal:
    """The journal of the only session there was."""
    root = project.parent / "state" / "astraweave" / "journal"
    (path,) = session_paths(root)
    journal = read_session(Session(path))
    assert journal is not None
    return journal


def told(editor: Editor) -> list[tuple[str, str, float]]:
    """The history as it is shown."""
    return [(entry.sentence, entry.who, entry.time) for entry in editor.undo.entries]


def writing_follows_changes(editor: Editor) -> None:
    """The law: whoever hears of a step finds it in the journal already."""
    heard: list[int] = []

    def hear() -> None:
        is_begun = editor.recovery.recorder.session is not None
        heard.append(len(left_behind(document_of(editor).folder).history.entries) if is_begun else 0)

    editor.undo.changed.connect(hear)
    take(editor, ("gesture", [5.0], True))
    take(editor, ("gesture", [6.0], True))
    assert heard == [1, 2]


def recovery_gives_back_every_byte(session: list[tuple[Any, ...]]) -> None:
    """The law: kill, open, recover; then every byte is there, and the history leads back as it would have."""
    with own_folders() as project:
        editor = opened(project)
        for move in session:
            take(editor, move)
        document = document_of(editor)
        last, unsaved = texts_of(document), set(document.unsaved())
        history, index, saved = told(editor), editor.undo.index, editor.undo.saved_index
        is_dirty = editor.is_dirty
        die(editor)

        after = opened(project)
        pending = after.recovery.pending()
        for lost in pending:
            recovered = after.recovery.recover(lost)
            assert not recovered.left
            assert not recovered.is_merging
        try:
            assert texts_of(document_of(after)) == last
            assert set(document_of(after).unsaved()) == unsaved
            assert after.is_dirty or not unsaved
            if pending and ("begin anew",) not in session:
                assert told(after) == history
                assert after.undo.index == index
            if ("failing save",) not in session and ("begin anew",) not in session:
                assert bool(pending) == is_dirty
                assert not pending or after.undo.saved_index == saved
        finally:
            after.shut_down()
