"""Resolves the entities of one state: who is an instance of what, through every level of prefabs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from engine.document.commands.set import Set
from engine.document.finding import Finding
from engine.document.path import Path
from engine.document.state.node import Block, FileNode
from engine.document.views.entity_view import EntityView
from engine.document.views.layer import Resolved, laid_over
from engine.document.wording import block_name
from engine.schema.vocabulary import Vocabulary

_Cached = tuple[Vocabulary, Resolved | str | None, str, Resolved]
"""What stays with a block: the vocabulary, its prefab or what is wrong with that, its file, and what it came to."""

_MOST_VERSIONS = 16


class Resolver:
    """Resolves the entities of one state; results stay with their blocks, so that the next state finds them."""

    def __init__(self, files: Mapping[str, FileNode], vocabulary: Vocabulary) -> None:
        self._files = files
        self._vocabulary = vocabulary
        self._prefabs: dict[str, Resolved | str] = {}
        self._bases: dict[str, Resolved | str] = {}

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

    def _base(self, name: str, chain: tuple[str, ...]) -> Resolved | str:
        """A prefab to be instanced, or what is wrong with it; thousands of instances ask for the same one."""
        found = None if chain else self._bases.get(name)
        if found is None:
            found = self._prefab(name, chain)
            if isinstance(found, Resolved) and any(each.rule == "prefab-cycle" for each in found.view.problems):
                found = "cycle"
            if not chain:
                self._bases[name] = found
        return found

    def _resolve(self, file: str, identifier: str, block: Block, chain: tuple[str, ...]) -> Resolved:
        prefab = block.data.get("prefab")
        base = self._base(prefab, chain) if isinstance(prefab, str) else None
        cached = self._cached(block, file)
        if cached is not None and cached[1] is base:
            return cached[3]
        last = cached[3] if cached is not None else None
        earlier = self._earlier(block, file) if last is None else None
        below = base if isinstance(base, Resolved) else None
        resolved = laid_over(file, identifier, block.data, below, self._vocabulary, last, earlier)
        if isinstance(base, str):
            resolved = _with_problem(file, block, resolved, base)
        block.cache = (self._vocabulary, base, file, resolved)
        return resolved

    def _earlier(self, block: Block, file: str) -> Resolved | None:
        """What the latest version of a block that anybody looked at came to."""
        for _ in range(_MOST_VERSIONS):
            if block.undo is None:
                return None
            block = block.undo.before
            cached = self._cached(block, file)
            if cached is not None:
                return cached[3]
        return None

    def _cached(self, block: Block, file: str) -> _Cached | None:
        """What a block came to in an earlier state, where that is of use."""
        cached = cast("_Cached | None", block.cache)
        return cached if cached is not None and cached[0] is self._vocabulary and cached[2] == file else None


def root_of(node: FileNode) -> str | None:
    """The id of a prefab's root entity: the one named like the file, else the first without a parent."""
    if node.short_name in node.entities:
        return node.short_name
    return next((key for key, block in node.entities.items() if "parent" not in block.data), None)


def _with_problem(file: str, block: Block, resolved: Resolved, fault: str) -> Resolved:
    problem = _prefab_problem(Path.entity(file, block.identifier or ""), block.data, fault)
    return Resolved(replace(resolved.view, problems=(problem, *resolved.view.problems)), None, resolved.parts)


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
