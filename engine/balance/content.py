"""What a result depends on, as a hash: the encounter, its scene and prefabs, the project's rules, and the program."""

import hashlib
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import engine
from engine.document import FileNode, SceneView
from engine.schema.tile import TERRAIN
from engine.world.project import stamp_of

ABOVE_PLAY = ("audit", "balance", "benchmarks", "cli", "llm", "rules", "telemetry")
"""Rooms of the engine that no run passes through."""
LOOKS_THEM_UP = (".prefabs", ".prefab(")
"""What a project's code says that looks prefabs up; it may then use any of them."""


def content_of(view: SceneView, game: Iterable[ModuleType] = ()) -> str:
    """Hash of everything that how an encounter ends depends on, beside skill and seed.

    The same for two states of a project that differ in nothing of it, so that an edit which is taken back gives the old
    hash again.

    Args:
        view: The encounter, with the numbers of a variant in it where one is meant.
        game: The project's own modules as they were loaded; none where its code is off.

    Raises:
        LookupError: The modules belong to no project that is loaded.
    """
    modules = tuple(game)
    found = hashlib.blake2b(digest_size=16)
    for part in (_engine_stamp(), stamp_of(modules), view.scene_file, view.encounter_file or ""):
        found.update(part.encode() + b"\0")
    for name, node in sorted(_files(view, modules)):
        found.update(f"{name}\0{node.text}\0".encode())
    return found.hexdigest()


def _files(view: SceneView, modules: tuple[ModuleType, ...]) -> Iterator[tuple[str, FileNode]]:
    files = view.snapshot.files
    ground = f"{TERRAIN}/{view.scene}/"
    for name, node in files.items():
        if name in ("project", view.scene_file, view.encounter_file) or name.startswith(ground):
            yield name, node
    for name in _prefabs_used(view, modules):
        yield f"prefabs/{name}", files[f"prefabs/{name}"]


def _prefabs_used(view: SceneView, modules: tuple[ModuleType, ...]) -> set[str]:
    """The prefabs that the scene, the encounter, the project's code or one of those prefabs names in any text.

    Whatever is spelled like a prefab counts: to depend on one too many costs a run, on one too few a wrong answer.
    """
    files = view.snapshot.files
    known = {node.short_name for node in files.values() if node.kind == "prefab"}
    sources = "\n".join(map(_source, modules))
    if any(words in sources for words in LOOKS_THEM_UP):
        return known
    used = {name for name in known if f'"{name}"' in sources or f"'{name}'" in sources}
    waiting = [node for node in (files.get(view.scene_file), files.get(view.encounter_file or "")) if node is not None]
    waiting += [files[f"prefabs/{name}"] for name in used]
    while waiting:
        node = waiting.pop()
        named = {text for block in node.entities.values() for text in _texts(block.data)} & known
        waiting += [files[f"prefabs/{name}"] for name in named - used]
        used |= named
    return used


def _texts(value: Any) -> Iterator[str]:
    """Every text in plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in cast("Mapping[str, Any]", value).values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in cast("list[Any]", value):
            yield from _texts(each)


@cache
def _source(module: ModuleType) -> str:
    """The source of a project's module; of one without a file whatever names every prefab."""
    path = getattr(module, "__file__", None)
    try:
        return Path(path).read_text(encoding="utf-8") if path else LOOKS_THEM_UP[0]
    except OSError:
        return LOOKS_THEM_UP[0]


@cache
def _engine_stamp() -> str:
    """Hash of the engine's own sources that play passes through; of the program file where there are none."""
    found = hashlib.blake2b(digest_size=16)
    folder = Path(engine.__file__).parent if engine.__file__ else None
    paths = sorted(folder.rglob("*.py")) if folder is not None else []
    for path in paths:
        room = path.relative_to(cast("Path", folder)).parts[0]
        if room not in ABOVE_PLAY:
            found.update(str(path.relative_to(cast("Path", folder))).encode() + b"\0" + path.read_bytes())
    if not paths:
        stat = Path(sys.executable).stat()
        found.update(f"{stat.st_mtime_ns} {stat.st_size}".encode())
    return found.hexdigest()
