"""The names that references may use: meshes, actions, goals and signals, found where they are written."""

from collections.abc import Iterable, Mapping
from functools import cache
from types import ModuleType
from typing import Any

from engine.document import SceneView
from engine.schema.vocabulary import Vocabulary
from engine.walk import walk_modules
from engine.world.registry import kind_of

_PLANNING = ("action", "goal")


def known_names(view: SceneView, vocabulary: Vocabulary) -> Mapping[str, frozenset[str]]:
    """Every known name by kind; a kind is left out when code that is switched off may define more of it."""
    found = {"mesh": _mesh_names() | _own_meshes(view)}
    has_code_off = not vocabulary.modules and (view.snapshot.folder / "game").is_dir()
    if not has_code_off:
        own = _planning_names(vocabulary.modules)
        engine = _engine_names()
        found["signal"] = signal_names(vocabulary.modules)
        found |= {kind: names for kind in _PLANNING if (names := engine[kind] | own[kind])}
    return found


def signal_names(modules: Iterable[ModuleType]) -> frozenset[str]:
    """Signals that a project's modules send."""
    return frozenset(name for module in modules for name in getattr(module, "SIGNALS", ()))


@cache
def _mesh_names() -> frozenset[str]:
    from engine.present.meshes import MESHES

    return frozenset(name for name in MESHES if MESHES.is_built_in(name))


def _own_meshes(view: SceneView) -> frozenset[str]:
    return frozenset(node.short_name for node in view.snapshot.files.values() if node.kind == "mesh")


@cache
def _engine_names() -> Mapping[str, frozenset[str]]:
    return _planning_names([*walk_modules("engine.ai.actions"), *walk_modules("engine.ai.goals")])


def _planning_names(modules: Iterable[ModuleType]) -> Mapping[str, frozenset[str]]:
    values: list[Any] = [value for module in modules for value in vars(module).values()]
    return {kind: frozenset(str(value.name) for value in values if kind_of(value) == kind) for kind in _PLANNING}
