"""What verbs share: one JSON object or plain words on standard output, and errors as sentences instead of tracebacks.

Exit codes of every verb: 0 done, 1 the answer is no (a replay differs, a check is not ok), 2 the request can't be met.
"""

import json
import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, NoReturn

import typer

if TYPE_CHECKING:
    from engine.document import Document, SceneView
    from engine.play.compile.chapters import Chapters
    from engine.play.compile.compiled import CompiledScene
    from engine.play.recording.data import Recording

ANSWER_IS_NO, CANNOT = 1, 2


class UserError(Exception):
    """What was asked for can't be done; the message says what, where, what was expected and what to do."""


@contextmanager
def verb(*, as_json: bool) -> Generator[None]:
    """Turn the errors that a user can cause into one sentence on standard error and exit code 2; see `fail`."""
    try:
        yield
    except typer.Exit:
        raise
    except OSError as error:
        fail(f"{error.filename2 or error.filename or 'a file'}: {error.strerror or error}.", as_json=as_json)
    except Exception as error:
        if not isinstance(error, _users_errors()):
            raise
        fail(str(error), as_json=as_json)


def _users_errors() -> tuple[type[Exception], ...]:
    """Errors that a user can cause; imported only when one has happened, since merging has no use for play."""
    from engine.document import DocumentError
    from engine.document.merge.git import GitError
    from engine.play.compile.compiled import CompileError
    from engine.play.playtest.asked_numbers import PlaytestError
    from engine.play.recording.data import RecordingError
    from engine.schema.vocabulary import VocabularyError
    from engine.world.project import ProjectCodeError
    from engine.world.schedule import SystemCompileError, SystemFailure

    played = (CompileError, PlaytestError, RecordingError, SystemCompileError, SystemFailure)
    return UserError, DocumentError, GitError, ProjectCodeError, VocabularyError, *played


def fail(text: str, *, as_json: bool) -> NoReturn:
    """Say why on standard error, with `as_json` also as {"ok": false, "error": ...}, and leave with code 2."""
    if as_json:
        print_json({"ok": False, "error": text})
    typer.echo(text, err=True)
    raise typer.Exit(CANNOT)


@contextmanager
def working(text: str) -> Generator[None]:
    """Show on a terminal that something longer goes on; nothing at all elsewhere."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield
        return
    with console.status(text):
        yield


def print_json(data: Mapping[str, Any]) -> None:
    """The verb's one JSON object, on one line."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, allow_nan=False) + "\n")


@dataclass(frozen=True)
class OpenedScene:
    """A scene of a project, ready to be compiled."""

    document: "Document"
    view: "SceneView"
    game: tuple[ModuleType, ...]


def open_project(folder: Path, *, trust: bool = False) -> "tuple[Document, tuple[ModuleType, ...]]":
    """Open a project with its own Python, which is loaded only from the samples of the program, or with `trust`.

    UserError and DocumentError say what is missing.
    """
    from engine.document import Document
    from engine.resources import is_sample
    from engine.schema.vocabulary import Vocabulary
    from engine.world.project import FOLDER, load_game

    if not folder.is_dir():
        raise UserError(f"there is no project folder {folder}; give the folder that holds project.toml.")
    trusted = trust or is_sample(folder)
    if not trusted and (folder / FOLDER).is_dir():
        raise UserError(
            f"{folder} has Python of its own in {FOLDER}/, which would run on this machine. "
            "Look at it first, then add --trust."
        )
    game = load_game(folder) if trusted else ()
    return Document.open(folder, vocabulary=Vocabulary.builtin().extended(game), trusted=trusted), game


def open_scene(folder: Path, *, scene: str = "", encounter: str = "", trust: bool = False) -> OpenedScene:
    """Open a project and view one of its scenes; by default its main scene and encounter.

    A project's own Python is loaded only from the samples that ship with the program, or with `trust`. UserError and
    DocumentError say what is missing.
    """
    from engine.document import view

    document, game = open_project(folder, trust=trust)
    scene, encounter = _chosen(document, scene, encounter)
    return OpenedScene(document, view(document, scene, encounter or None), game)


def open_recorded(
    recording: "Recording", folder: Path, *, trust: bool = False
) -> "tuple[CompiledScene | Chapters, tuple[ModuleType, ...]]":
    """What a recording was made of, compiled as the project holds it now, and the project's own Python."""
    from engine.play.compile.chapters import compile_slice
    from engine.play.compile.scene import compile_scene

    if recording.slice:
        document, game = open_project(folder, trust=trust)
        return compile_slice(document, game=game, encounters=recording.slice), game
    opened = open_scene(folder, scene=recording.scene, encounter=recording.encounter or "", trust=trust)
    return compile_scene(opened.view, game=opened.game), opened.game


def fingerprint_of(compiled: "CompiledScene | Chapters") -> str:
    """Names what a run of it begins from."""
    from engine.play.compile.compiled import CompiledScene

    return (compiled if isinstance(compiled, CompiledScene) else compiled.compiled(0)).fingerprint


def sample_of(name: str) -> Path:
    """The folder of the sample project that a recording names. UserError when it is none."""
    from engine.resources import samples_folder

    folder = samples_folder() / name
    if not name or not folder.is_dir():
        raise UserError(f'the recording is of a project called "{name}", which is no sample; give its folder.')
    return folder


def _chosen(document: "Document", scene: str, encounter: str) -> tuple[str, str]:
    """Names of the scene and the encounter to play; UserError lists what there is."""
    from engine.document import Path as Place

    def names(folder: str) -> list[str]:
        return sorted(name.partition("/")[2] for name in document.files if name.startswith(folder + "/"))

    if encounter and encounter not in names("encounters"):
        _tell_of_broken(document, f"encounters/{encounter}")
        raise UserError(f'there is no encounter "{encounter}"; there are {", ".join(names("encounters")) or "none"}.')
    if not scene and not encounter:
        encounter = str(document.value(Place("project", ("main_encounter",))) or "")
    if not scene and encounter:
        scene = str(document.value(Place(f"encounters/{encounter}", ("scene",))) or "")
    scene = scene or str(document.value(Place("project", ("main_scene",))) or "")
    if scene not in names("scenes"):
        _tell_of_broken(document, f"scenes/{scene}")
        raise UserError(f'there is no scene "{scene}"; there are {", ".join(names("scenes")) or "none"}.')
    place = document.value(Place(f"encounters/{encounter}", ("scene",))) if encounter else scene
    if place != scene:
        raise UserError(f'the encounter "{encounter}" takes place in "{place or ""}", not in "{scene}"; leave one out.')
    return scene, encounter


def _tell_of_broken(document: "Document", file: str) -> None:
    """UserError with what is wrong with a file that is there but can't be read: that is why it seems to be missing."""
    for finding in document.load_findings:
        if finding.where is not None and finding.where.file == file:
            raise UserError(finding.text)
