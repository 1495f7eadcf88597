"""The demo's encounter, compiled, for the benchmarks that play it."""

from pathlib import Path

from engine.benchmarks.benchmark import Unavailable
from engine.document import Document, DocumentError, view
from engine.play.compile.chapters import Chapters, compile_slice
from engine.play.compile.compiled import CompiledScene, CompileError
from engine.play.compile.scene import compile_scene
from engine.resources import samples_folder
from engine.schema.vocabulary import Vocabulary
from engine.world.project import ProjectCodeError, load_game

SCENE, ENCOUNTER = "echo_grove", "tutorial"


def demo_folder() -> Path:
    """Where Veilweaver lies."""
    return samples_folder() / "veilweaver"


def compile_demo_slice() -> Chapters:
    """The demo's slice, all its chapters compiled. Raises Unavailable with the reason when one can't be."""
    folder = demo_folder()
    try:
        game = load_game(folder)
        document = Document.open(folder, vocabulary=Vocabulary.builtin().extended(game), trusted=True)
        chapters = compile_slice(document, game=game)
        chapters.all_compiled()
    except (DocumentError, CompileError, ProjectCodeError) as error:
        raise Unavailable(f"the slice can't be compiled: {error}") from error
    return chapters


def compile_demo() -> CompiledScene:
    """Echo Grove with its tutorial encounter. Raises Unavailable with the reason when it can't be compiled."""
    folder = demo_folder()
    try:
        game = load_game(folder)
        document = Document.open(folder, vocabulary=Vocabulary.builtin().extended(game), trusted=True)
        return compile_scene(view(document, SCENE, ENCOUNTER), game=game)
    except (DocumentError, CompileError, ProjectCodeError) as error:
        raise Unavailable(f"Echo Grove can't be compiled: {error}") from error
