"""Opening and starting project folders: the document, the project's own code when trusted, and its first scene."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from types import ModuleType

from editor.core.project.copying import retitle
from engine.document import Document, Finding, Path
from engine.resources import is_sample, samples_folder
from engine.schema.vocabulary import Vocabulary, VocabularyError


@dataclass
class LoadedProject:
    """An opened project: its document, the modules of its code, and what went wrong with that code."""

    document: Document
    game: tuple[ModuleType, ...] = ()
    findings: list[Finding] = field(default_factory=list)


def needs_trust(folder: FilePath, trusted_folders: list[str]) -> bool:
    """Whether the user has to be asked before a project's Python may run; projects without code never need it."""
    if not (folder / "game").is_dir() or is_sample(folder):
        return False
    return str(folder.resolve()) not in trusted_folders


def load_project(folder: FilePath, *, trusted: bool) -> LoadedProject:
    """Open a folder; code that fails to load is a finding, and the project opens without it.

    Raises DocumentError when project.toml is unusable.
    """
    game, vocabulary, findings = load_code(folder) if trusted else ((), Vocabulary.builtin(), [])
    return LoadedProject(Document.open(folder, vocabulary=vocabulary, trusted=trusted), game, findings)


def load_code(folder: FilePath) -> tuple[tuple[ModuleType, ...], Vocabulary, list[Finding]]:
    """Run a trusted project's code: its modules, the vocabulary with its components, or a finding that says why not."""
    if not (folder / "game").is_dir():
        return (), Vocabulary.builtin(), []
    from engine.world.project import ProjectCodeError, load_game

    try:
        game = load_game(folder)
        return game, Vocabulary.builtin().extended(game), []
    except (ProjectCodeError, VocabularyError) as error:
        text = (
            f"The project's code does not load: {str(error).rstrip('.')}. "
            "The project is open without it; correct the code and open the project again."
        )
        return (), Vocabulary.builtin(), [Finding(rule="project-code", severity="error", text=text)]


def place_of_scene(document: Document) -> tuple[str | None, str | None]:
    """The scene and encounter to show first: the project's main ones, else the first there are."""
    scenes = names(document, "scenes")
    scene = str(document.value(Path("project", ("main_scene",))) or "")
    scene = scene if scene in scenes else (scenes[0] if scenes else "")
    if not scene:
        return None, None
    offered = encounters_of(document, scene)
    encounter = str(document.value(Path("project", ("main_encounter",))) or "")
    return scene, encounter if encounter in offered else (offered[0] if offered else None)


def has_slice(document: Document | None) -> bool:
    """Whether a project names encounters that are played one after the other."""
    return document is not None and bool(document.value(Path("project", ("slice",))))


def names(document: Document, folder: str) -> list[str]:
    """The names of the files in one folder of the project, sorted, as "echo_grove"."""
    return sorted(file.partition("/")[2] for file in document.files if file.startswith(f"{folder}/"))


def encounters_of(document: Document, scene: str) -> list[str]:
    """The encounters that take place in a scene."""
    return [name for name in names(document, "encounters") if _scene_of(document, name) == scene]


def start_project(folder: FilePath, template: FilePath | None = None) -> FilePath:
    """Copy a sample project to a new folder and call it after the folder.

    Raises FileExistsError when that folder holds anything.
    """
    source = template or samples_folder() / "starter"
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty; choose or make an empty folder.")
    shutil.copytree(source, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__", "*.bak", ".*"))
    words = folder.name.replace("_", " ").strip() or folder.name
    retitle(folder, words[:1].upper() + words[1:])
    return folder


def _scene_of(document: Document, encounter: str) -> str:
    return str(document.value(Path(f"encounters/{encounter}", ("scene",))) or "")
