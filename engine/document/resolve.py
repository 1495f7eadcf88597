"""Resolves one entity: lays its block over its prefab's, field by field, and validates what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, cast

from engine.document.check import Problem, check_reserved, check_table
from engine.document.commands.set import Set
from engine.document.finding import Finding
from engine.document.node import Block, FileNode
from engine.document.path import Path, words
from engine.document.wording import block_name
from engine.schema.component import RESERVED_KEYS, Component
from engine.schema.values import plain
from engine.schema.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class EntityView:
    """An entity as everybody but its file sees it: prefab resolved, components typed."""

    id: str
    name: str
    file: str
    parent: str | None
    prefab: str | None
    tags: tuple[str, ...]
    hidden: bool
    locked: bool
    components: Mapping[str, Component]
    overrides: frozenset[str]
    """The fields that an instance states itself: "health.current"; empty without a prefab."""
    opaque: tuple[str, ...]
    """Component ids that nothing here knows; kept byte for byte, read-only."""
    problems: tuple[Finding, ...]

    @property
    def path(self) -> Path:
        """The entity's place in the document."""
        return Path.entity(self.file, self.id)


@dataclass(frozen=True, slots=True)
class Resolved:
    """An entity view, and the raw merged tables that an instance of it starts from."""

    view: EntityView
    tables: Mapping[str, Any]


class Resolver:
    """Resolves the entities of one state; results stay with their blocks, so that the next state finds them."""

    def __init__(self, files: Mapping[str, FileNode], vocabulary: Vocabulary) -> None:
        self._files = files
        self._vocabulary = vocabulary
        self._prefabs: dict[str, Resolved | str] = {}

    def prefab(self, name: str) -> Resolved | None:
        """A prefab's root entity; None when there is no such prefab."""
        found = self._prefab(name, ())
        return found if isinstance(found, Resolved) else None

    def entity(self, file: str, identifier: str, block: Block) -> EntityView:
        """One entity of a scene or encounter."""
        return self._resolve(file, identifier, block, ()).view

    def _prefab(self, name: str, chain: tuple[str, ...]) -> Resolved | str:
        """A prefab, or what is wrong with it: "missing", "empty" or "cycle"."""
        if name in chain:
            return "cycle"
        if name in self._prefabs:
            return self._prefabs[name]
        node = self._files.get(f"prefabs/{name}")
        if node is None:
            return "missing"
        root = root_of(node)
        if root is None:
            return "empty"
        resolved = self._resolve(node.name, root, node.entities[root], (*chain, name))
        if not chain:
            self._prefabs[name] = resolved
        return resolved

    def _resolve(self, file: str, identifier: str, block: Block, chain: tuple[str, ...]) -> Resolved:
        prefab = block.data.get("prefab")
        base = self._prefab(prefab, chain) if isinstance(prefab, str) else None
        if isinstance(base, Resolved) and any(each.rule == "prefab-cycle" for each in base.view.problems):
            base = "cycle"
        cached = block.cache
        if cached is not None and cached[0] is self._vocabulary and cached[1] is base and cached[2] == file:
            return cast("Resolved", cached[3])
        resolved = _merge(file, identifier, block.data, base, self._vocabulary)
        block.cache = (self._vocabulary, base, file, resolved)
        return resolved


def root_of(node: FileNode) -> str | None:
    """The id of a prefab's root entity: the one named like the file, else the first without a parent."""
    if node.short_name in node.entities:
        return node.short_name
    return next((key for key, block in node.entities.items() if "parent" not in block.data), None)


def _merge(
    file: str, identifier: str, data: Mapping[str, Any], base: Resolved | str | None, vocabulary: Vocabulary
) -> Resolved:
    here = Path.entity(file, identifier)
    below = base if isinstance(base, Resolved) else None
    inherited: Mapping[str, Any] = below.tables if below else {}
    problems = [_prefab_problem(here, data, base)] if isinstance(base, str) else []
    tables: dict[str, Any] = dict(inherited)
    components: dict[str, Component] = dict(below.view.components) if below else {}
    opaque = dict.fromkeys(below.view.opaque if below else ())
    overrides: list[str] = []
    plainly: dict[str, Any] = {}
    called = block_name(identifier, data)
    for key, value in data.items():
        if key in RESERVED_KEYS:
            problem = check_reserved(key, value)
            if problem is None:
                plainly[key] = value
            else:
                problems.append(_wrong(here / key, called, problem, value))
            continue
        merged = value
        if below is not None and isinstance(value, dict):
            own = cast("dict[str, Any]", value)
            overrides += [f"{key}.{name}" for name in own]
            if isinstance(inherited.get(key), dict):
                merged = {**inherited[key], **own}
        tables[key] = merged
        known = vocabulary.components.get(key)
        if known is None:
            opaque[key] = None
            continue
        component, wrong = check_table(known, merged)
        if isinstance(component, Component):
            components[key] = component
        else:
            components.pop(key, None)
        for problem in wrong:
            whole = problem.inside(key)
            # What the prefab states wrongly is told there, once.
            if below is not None and key in inherited and _at(data, whole.keys) is None:
                continue
            path = Path(file, (*here.keys, *whole.keys))
            problems.append(_wrong(path, called, whole, _at(data, whole.keys)))
    below_view = below.view if below else None
    view = EntityView(
        id=identifier,
        name=str(plainly.get("name") or (below_view.name if below_view else words(identifier))),
        file=file,
        parent=plainly.get("parent") or None,
        prefab=plainly.get("prefab") or None,
        tags=tuple(plainly["tags"]) if "tags" in plainly else below_view.tags if below_view else (),
        hidden=bool(plainly.get("hidden", below_view.hidden if below_view else False)),
        locked=bool(plainly.get("locked", below_view.locked if below_view else False)),
        components=MappingProxyType(components),
        overrides=frozenset(overrides),
        opaque=tuple(opaque),
        problems=tuple(problems),
    )
    return Resolved(view, MappingProxyType(tables))


def _prefab_problem(here: Path, data: Mapping[str, Any], fault: str) -> Finding:
    prefab = str(data["prefab"])
    told = {
        "missing": f'is an instance of "{prefab}", but there is no prefabs/{prefab}.toml (or it can\'t be read)',
        "empty": f'is an instance of "{prefab}", but prefabs/{prefab}.toml holds no entity',
        "cycle": f'is an instance of "{prefab}", which is built from itself',
    }[fault]
    path = here / "prefab"
    fix = Set(path=path, old=prefab, new=None)
    name = block_name(str(here.entity_id), data)
    return Finding(
        "prefab-cycle" if fault == "cycle" else "missing-prefab",
        "error",
        f"{name} {told}. Choose another prefab, or unlink it and keep only what the instance states itself.",
        path,
        here.entity_id,
        (fix,),
        "Unlink from the prefab",
    )


def _wrong(path: Path, name: str, problem: Problem, value: Any) -> Finding:
    fix = (Set(path=path, old=plain(value), new=None),) if value is not None else ()
    is_reserved = path.inner[0] in RESERVED_KEYS
    left_out = "It is ignored" if is_reserved else "The whole component is left out"
    text = f"{name}: {problem.what}; expected {problem.expected}. {left_out} until this is repaired."
    title = "Use the default" if problem.is_known else "Remove it"
    return Finding("wrong-value", "error", text, path, path.entity_id, fix, title if fix else "")


def _at(data: Mapping[str, Any], keys: tuple[str | int, ...]) -> Any:
    current: Any = data
    for key in keys:
        current = cast("dict[Any, Any]", current).get(key) if isinstance(current, dict) else None
    return current
