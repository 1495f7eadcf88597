"""The projects that come with the program, opened and compiled once for all tests."""

import functools
import shutil
from pathlib import Path

from engine.document import Document, SceneView, view
from engine.play.compile.scene import CompiledScene, compile_scene
from engine.schema.vocabulary import Vocabulary
from engine.world.project import load_game

PROJECTS = Path(__file__).parents[2] / "projects"


def opened(folder: Path) -> Document:
    """A trusted project, its own components known."""
    return Document.open(folder, vocabulary=Vocabulary.builtin().extended(load_game(folder)), trusted=True)


def copied(name: str, to: Path) -> Path:
    """A copy of a shipped project that a test may change."""
    return Path(shutil.copytree(PROJECTS / name, to / name, ignore=shutil.ignore_patterns("__pycache__")))


@functools.cache
def shipped_view(name: str, scene: str, encounter: str) -> SceneView:
    """A scene of a shipped project with an encounter."""
    return view(opened(PROJECTS / name), scene, encounter)


@functools.cache
def echo_grove() -> CompiledScene:
    """The tutorial fight."""
    return compile_scene(shipped_view("veilweaver", "echo_grove", "tutorial"), game=load_game(PROJECTS / "veilweaver"))


def row_of(compiled: CompiledScene, entity: str) -> int:
    """Local id of an entity that must be in play."""
    row = compiled.row_of(entity)
    assert row is not None, entity
    return row


@functools.cache
def courtyard() -> CompiledScene:
    """The Warden's fight."""
    return compile_scene(shipped_view("veilweaver", "courtyard", "courtyard"), game=load_game(PROJECTS / "veilweaver"))
