"""Resolves the entities of one state: who is an instance of what, through every level of prefabs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from operator import is_
from typing import Any, cast

from engine.document.commands.set import Set
from engine.document.finding import Finding
from engine.document.path import Path
from engine.document.state.node import Block, FileNode
from engine.document.views.entity_view import EntityView
from engine.document.views.family import MOST_PARTS, Family, Piece, inherited, nested
from engine.document.views.layer import Resolved, laid_over
from engine.document.views.parts import parts_of
from engine.document.views.placing import place_in
from engine.document.views.pointing import renamed
from engine.document.wording import block_name
from engine.schema.vocabulary import Vocabulary

_Cached = tuple[Vocabulary, Resolved | Family | str | None, str, Resolved]
"""What stays with a block: the vocabulary, its prefab or what is wrong with that, its file, and what it came to.

Of a prefab whose root names parts, which mean another entity in each instance, its parts stand for it.
"""

_KnownParts = tuple[Vocabulary, Family, EntityView, tuple[EntityView, ...]]
"""What stays with the block of an instance: the vocabulary, its prefab's parts, its view, and its own parts."""

_MOST_VERSIONS = 16
STRAY = "*"
"""The parent of what stands nowhere."""


class Resolver:
    """Resolves the entities of one state; results stay with their blocks, so that the next state finds them."""

    def __init__(self, files: Mapping[str, FileNode], vocabulary: Vocabulary) -> None:
        self._files = files
        self._vocabulary = vocabulary
        self._prefabs: dict[str, Resolved | str] = {}
        self._bases: dict[str, Resolved | str] = {}
        self._families: dict[str, Family | None] = {}
        self._uses: dict[str, frozenset[str]] = {}
        self._is_plain = False
        """Whether it is known that no prefab has parts: ten thousand instances need not ask."""

    def prefab(self, name: str) -> Resolved | None:
        """A prefab's root entity; None when there is no such prefab."""
        found = self._prefab(name, ())
        return found if isinstance(found, Resolved) else None

    def entity(self, file: str, identifier: str, block: Block) -> EntityView:
        """One entity of a file."""
        if self._is_plain and not file.startswith("prefabs/"):
            return self._resolve(file, identifier, block, ()).view
        return self._of_file(file, identifier, block).view

    @cached_property
    def has_parts(self) -> bool:
        """Whether any prefab gives its instances more than its root."""
        prefabs = [node.short_name for node in self._files.values() if node.kind == "prefab"]
        families = [self.family(name) for name in prefabs]
        self._is_plain = not any(family is not None and len(family) > 0 for family in families)
        return not self._is_plain

    def parts(self, root: EntityView, block: Block) -> tuple[EntityView, ...]:
        """The parts of an instance, parents first; none of one whose prefab can't be resolved, or has none."""
        family = self._family_of(root.file, block.data.get("prefab"))
        if family is None or not len(family):
            return ()
        known = cast("_KnownParts | None", block.parts)
        if known is not None and known[0] is self._vocabulary and known[1] is family and known[2] is root:
            return known[3]
        before = {each.id: each for each in known[3]} if known is not None and known[0] is self._vocabulary else None
        found = parts_of(root, block.data, family, self._vocabulary, before)
        block.parts = (self._vocabulary, family, root, found)
        return found

    def family(self, name: str) -> Family | None:
        """The parts of a prefab; None where there is no such prefab, or it is its root alone."""
        if name not in self._families:
            node = self._files.get(f"prefabs/{name}")
            self._families[name] = self._family(node) if node is not None else None
        return self._families[name]

    def _family_of(self, file: str, prefab: Any) -> Family | None:
        """The parts that a block of a file gets when it names a prefab; none where that is built from the file."""
        if not isinstance(prefab, str) or not isinstance(self._base(prefab, ()), Resolved):
            return None
        return None if self._is_ring(file, prefab) else self.family(prefab)

    def _family(self, node: FileNode) -> Family | None:
        root = root_of(node)
        resolved = self.prefab(node.short_name)
        if root is None or resolved is None:
            return None
        members = {key: block for key, block in node.entities.items() if key != root}
        base = self._family_of(node.name, node.entities[root].data.get("prefab"))
        if not members and base is None:
            return None
        inner = {key: self._family_of(node.name, block.data.get("prefab")) for key, block in members.items()}
        views = {key: self._of_file(node.name, key, block) for key, block in members.items()}
        made_of = [self._vocabulary, resolved, base, *inner.values(), *views.values()]
        known = cast("tuple[list[Any], Family] | None", node.family)
        if known is not None and len(known[0]) == len(made_of) and all(map(is_, known[0], made_of)):
            return known[1]
        pieces = _pieces(node, root, resolved, base, views, inner, self._vocabulary)
        last = {piece.part: piece for piece in known[1].pieces} if known is not None else {}
        problems = tuple(problem for each in views.values() for problem in each.view.problems)
        problems += tuple(
            problem
            for piece in pieces or ()
            for problem in piece.resolved.view.problems
            if piece.part not in views and problem.where is not None and problem.where.file == node.name
        )
        if pieces is None:
            problems += (_too_many(node),)
        family = Family(resolved, pieces or (), last, problems)
        node.family = (made_of, family)
        return family

    def _is_ring(self, file: str, prefab: str) -> bool:
        """Whether a prefab that a file names is built from that very file."""
        folder, _, name = file.partition("/")
        return folder == "prefabs" and (prefab == name or name in self._used_by(prefab))

    def _used_by(self, prefab: str) -> frozenset[str]:
        """The names of all prefabs that one is built from, straight or by way of others."""
        if prefab not in self._uses:
            found: set[str] = set()
            waiting = [prefab]
            while waiting:
                node = self._files.get(f"prefabs/{waiting.pop()}")
                for block in node.entities.values() if node is not None else ():
                    name = block.data.get("prefab")
                    if isinstance(name, str) and name not in found:
                        found.add(name)
                        waiting.append(name)
            self._uses[prefab] = frozenset(found)
        return self._uses[prefab]

    def _of_file(self, file: str, identifier: str, block: Block) -> Resolved:
        """An entity of a file that is not the root of a prefab."""
        prefab = block.data.get("prefab")
        is_root = file.startswith("prefabs/") and root_of(self._files[file]) == identifier
        if isinstance(prefab, str) and not is_root and self._is_ring(file, prefab):
            return self._cut_off(file, identifier, block)
        return self._resolve(file, identifier, block, (file.partition("/")[2],) if is_root else ())

    def _cut_off(self, file: str, identifier: str, block: Block) -> Resolved:
        """A part of a prefab that is an instance of what is built from that prefab: it keeps what it says itself."""
        cached = self._cached(block, file)
        if cached is not None and cached[1] == "cycle":
            return cached[3]
        resolved = laid_over(file, identifier, block.data, None, self._vocabulary)
        resolved = _with_problem(file, block, resolved, "cycle")
        block.cache = (self._vocabulary, "cycle", file, resolved)
        return resolved

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
        linked = None if self._is_plain or not isinstance(base, Resolved) else self._linked(file, str(prefab))
        over = base if linked is None else linked
        cached = self._cached(block, file)
        if cached is not None and cached[1] is over:
            return cached[3]
        last = cached[3] if cached is not None else None
        earlier = self._earlier(block, file) if last is None else None
        below = base if isinstance(base, Resolved) else None
        if below is not None and linked is not None:
            below, last = renamed(below, linked.links, linked.names.of(identifier)), None
        resolved = laid_over(file, identifier, block.data, below, self._vocabulary, last, earlier)
        if isinstance(base, str):
            resolved = _with_problem(file, block, resolved, base)
        block.cache = (self._vocabulary, over, file, resolved)
        return resolved

    def _linked(self, file: str, prefab: str) -> Family | None:
        """The parts of a prefab whose root names some of them; None for every other prefab."""
        family = self._families[prefab] if prefab in self._families else self.family(prefab)
        return family if family is not None and family.links and not self._is_ring(file, prefab) else None

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


def _pieces(
    node: FileNode,
    root: str,
    resolved: Resolved,
    base: Family | None,
    members: Mapping[str, Resolved],
    inner: Mapping[str, Family | None],
    vocabulary: Vocabulary,
) -> list[Piece] | None:
    """The parts of a prefab in file order; None where they are too many."""
    count = len(members) + sum(len(each) for each in (base, *inner.values()) if each is not None)
    if count > MOST_PARTS:
        return None
    found: list[Piece] = []
    if base is not None:
        found += inherited(base, node.name, root, node.entities[root].data, vocabulary)
    origin = place_in(resolved.view.components)
    for key, each in members.items():
        parent = each.view.parent or ""
        parent = "" if parent == root else parent.removeprefix(f"{root}.") if parent else STRAY
        found.append(Piece(key, parent, "", origin, each.view.prefab, each))
        family = inner[key]
        if family is not None:
            found += nested(family, node.name, key, node.entities[key].data, vocabulary)
    return found


def _too_many(node: FileNode) -> Finding:
    return Finding(
        "too-many-parts",
        "error",
        f"{node.title} has more than {MOST_PARTS:,} parts, those of prefabs in it counted. Instances are made of its "
        "root alone until some are taken out.",
        Path(node.name),
        None,
    )


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
