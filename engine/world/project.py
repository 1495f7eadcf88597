"""Loads a project's own Python from its `game` folder: only for trusted projects, by path, under names of its own."""

import hashlib
import importlib
import importlib.util
import os
import re
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from engine.walk import module_names

FOLDER = "game"
PREFIX = "astraweave_game_"
COMPILED = (".pyc", ".pyo", ".so", ".pyd", ".dylib", ".dll")


class ProjectCodeError(Exception):
    """A project's Python can't be loaded; says which file and line, and why."""

    def __init__(self, reason: str, file: Path | None = None, line: int | None = None) -> None:
        place = f"{file}, line {line}: " if file and line else f"{file}: " if file else ""
        super().__init__(f"{place}{reason}")
        self.reason, self.file, self.line = reason, file, line


@dataclass(frozen=True)
class _Game:
    """What was imported from one folder: its package, the hash of the sources, and every module by its name."""

    package: str
    stamp: str
    modules: tuple[ModuleType, ...]
    by_name: dict[str, ModuleType]


_loaded: dict[Path, _Game] = {}


def load_game(folder: Path) -> tuple[ModuleType, ...]:
    """Import every module of `folder`/game and return them in name order; () when there is no such folder.

    The same sources give the same modules again, so that classes keep their identity; edited sources are loaded anew.
    Relative imports inside `game` work. Raises ProjectCodeError. Call it for trusted projects only: it runs their code.
    """
    game = folder.resolve() / FOLDER
    if not game.is_dir():
        return ()
    _refuse_links(game)
    stamp = _stamp(game)
    known = _loaded.get(game)
    if known and known.stamp == stamp:
        if sys.modules.get(known.package) is not known.by_name[known.package]:
            _forget(known.package)
            sys.modules.update(known.by_name)
        return known.modules
    package = _package_name(game, stamp)
    _forget(package)
    # Byte code is stamped to the second: an edit within one second would be missed. So none is written beside projects.
    # Nor is any read: it could hold something else than the sources that the user looked at before trusting them.
    writes_bytecode, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    prefix, sys.pycache_prefix = sys.pycache_prefix, os.devnull
    try:
        importlib.invalidate_caches()
        modules = _import_all(package, game)
    except ProjectCodeError:
        _forget(package)
        raise
    except Exception as error:
        _forget(package)
        raise _located(error, game) from error
    finally:
        sys.dont_write_bytecode, sys.pycache_prefix = writes_bytecode, prefix
    _loaded[game] = _Game(package, stamp, modules, {name: sys.modules[name] for name in _names_of(package)})
    return modules


def stamp_of(modules: tuple[ModuleType, ...]) -> str:
    """The hash of the sources that modules of a project's game were loaded from; "" for no modules.

    What stands in the files by now may be something else. Raises LookupError for modules that were not loaded here, or
    whose project was loaded anew since.
    """
    for game in _loaded.values():
        if modules and game.modules == modules:
            return game.stamp
    if modules:
        raise LookupError(f"{modules[0].__name__} belongs to no project that is loaded")
    return ""


def _package_name(game: Path, stamp: str) -> str:
    """Named after the project's folder, so that kernels outlive a move.

    Copies of one project take turns under its name, since kernels are kept by it: a second clone compiles nothing. Only
    other sources under that name are told apart, by what they are and not by where they lie.
    """
    name = PREFIX + re.sub(r"\W", "_", game.parent.name)
    is_taken = any(other != game and each.package == name and each.stamp != stamp for other, each in _loaded.items())
    return f"{name}_{stamp[:8]}" if is_taken else name


def _import_all(package: str, game: Path) -> tuple[ModuleType, ...]:
    start = game / "__init__.py"
    if not start.exists():
        raise ProjectCodeError("the folder has no __init__.py; add an empty one", game)
    spec: Any = importlib.util.spec_from_file_location(package, start, submodule_search_locations=[str(game)])
    module = importlib.util.module_from_spec(spec)
    sys.modules[package] = module
    spec.loader.exec_module(module)
    return tuple(importlib.import_module(name) for name in module_names(package))


def _refuse_links(game: Path) -> None:
    """Trust covers the project's own folder: no code is taken from anywhere else, nor any that can't be looked at."""
    project = game.parent
    for path in (game, *sorted(game.rglob("*"))):
        if path.is_symlink() and not _leads_into(path, project):
            raise ProjectCodeError(
                "it is a link that leaves the project folder or leads nowhere, and trusting a project covers its own "
                "folder alone; put the code itself there",
                path,
            )
        if path.suffix == ".py" and not path.is_file():
            raise ProjectCodeError("it is no plain file", path)
        if path.suffix in COMPILED and path.parent.name != "__pycache__":
            raise ProjectCodeError("compiled code can't be looked at; put its source there", path)


def _leads_into(path: Path, folder: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(folder)
    except (OSError, RuntimeError):
        return False


def _stamp(game: Path) -> str:
    total = hashlib.sha256()
    for file in sorted(game.rglob("*.py")):
        total.update(str(file.relative_to(game)).encode() + b"\0" + file.read_bytes() + b"\0")
    return total.hexdigest()


def _names_of(package: str) -> list[str]:
    return [name for name in sys.modules if name == package or name.startswith(package + ".")]


def _forget(package: str) -> None:
    for name in _names_of(package):
        del sys.modules[name]


def _located(error: Exception, game: Path) -> ProjectCodeError:
    if isinstance(error, SyntaxError) and error.filename:
        return ProjectCodeError(f"{type(error).__name__}: {error.msg}", Path(error.filename), error.lineno)
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if Path(frame.filename).is_relative_to(game):
            return ProjectCodeError(f"{type(error).__name__}: {error}", Path(frame.filename), frame.lineno)
    return ProjectCodeError(f"{type(error).__name__}: {error}", game)
