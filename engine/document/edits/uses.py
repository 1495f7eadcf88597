"""Who names a file or a mesh: the project's main scene, an encounter's scene, instances, waves, looks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from engine.document.commands import Compound, Set
from engine.document.path import Path, words
from engine.document.state.node import Block, FileNode
from engine.document.state.snapshot import Snapshot
from engine.document.wording import block_name
from engine.schema.described import Described
from engine.schema.fields import FieldSpec
from engine.schema.files import FOLDERS, HEADS
from engine.schema.text import ENTITIES

if TYPE_CHECKING:
    from engine.document.document import Document

KINDS = frozenset({*FOLDERS.values(), "mesh"})
"""What a use may name."""
_PARTS = "parts"
"""The table of an instance in which it says what is different about the parts of its prefab."""


@dataclass(frozen=True)
class Use:
    """One value that names a file."""

    path: Path
    """Where the value stands."""
    value: Any
    """What stands there: the name, or a list with the name in it."""
    text: str
    """Who that is, in people's words."""

    def renamed(self, old: str, new: str | None) -> Any:
        """The value with another name in the place of the old one; None takes it out."""
        if not isinstance(self.value, list):
            return new
        names = cast("list[Any]", self.value)
        return [new if each == old else each for each in names if each != old or new is not None]


class Naming(NamedTuple):
    """One name that a file holds: what kind of thing it names, its keys inside the file, the value, the field's title.

    An instance's own key `prefab` has no field and no title.
    """

    kind: str
    name: str
    keys: tuple[str | int, ...]
    value: Any
    title: str


def uses_of(source: Document | Snapshot, file: str) -> tuple[Use, ...]:
    """Every value in the project that names a file, in file order."""
    folder, _, short = file.rpartition("/")
    kind = FOLDERS.get(folder)
    return uses_of_name(source, kind, short, but=file) if kind is not None else ()


def uses_of_name(source: Document | Snapshot, kind: str, name: str, *, but: str = "") -> tuple[Use, ...]:
    """Every value in the project that names a thing of a kind ("mesh", "prefab"), in file order.

    Args:
        source: The project.
        kind: One of KINDS.
        name: What it is called.
        but: A file whose own head does not count.
    """
    snapshot = source.snapshot()
    found: list[Use] = []
    for node in snapshot.files.values():
        for each in namings_in(node, snapshot.vocabulary.components):
            if each.kind == kind and each.name == name and (node.name != but or each.keys[0] == ENTITIES):
                found.append(Use(Path(node.name, each.keys), each.value, _told(node, each)))
    return tuple(found)


class UseIndex:
    """Who names what in a project, asked again and again: only blocks that have changed since are looked at anew."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Block, tuple[Naming, ...]]] = {}

    def counted(self, snapshot: Snapshot) -> Counter[tuple[str, str]]:
        """How many values name each thing, by (kind, name); names of what is missing are among them."""
        return Counter((each.kind, each.name) for _, namings in self._namings(snapshot) for each in namings)

    def uses(self, snapshot: Snapshot, kind: str, name: str, *, but: str = "") -> tuple[Use, ...]:
        """The same as `uses_of_name`."""
        return tuple(
            Use(Path(node.name, each.keys), each.value, _told(node, each))
            for node, namings in self._namings(snapshot)
            for each in namings
            if each.kind == kind and each.name == name and (node.name != but or each.keys[0] == ENTITIES)
        )

    def _namings(self, snapshot: Snapshot) -> list[tuple[FileNode, tuple[Naming, ...]]]:
        components = snapshot.vocabulary.components
        before, self._known = self._known, {}
        found: list[tuple[FileNode, tuple[Naming, ...]]] = []
        for node in snapshot.files.values():
            if node.kind not in HEADS:
                continue
            for block in (node.head, *node.entities.values()):
                key = id(block)
                entry = before.get(key)
                if entry is None:
                    # Blocks that are known are kept alive here, so no other can have their number.
                    entry = block, tuple(_in_file_block(node, block, components))
                self._known[key] = entry
                if entry[1]:
                    found.append((node, entry[1]))
        return found


def can_name(component: type[Described] | None) -> bool:
    """Whether a component has fields that name files or meshes; what nothing knows has none."""
    return component is not None and bool(_references(component))


def repaired(source: Document | Snapshot, kind: str, lost: str, new: str | None) -> Compound:
    """The command that makes whatever names a missing thing name another one; None gives each its default back."""
    uses = uses_of_name(source, kind, lost)
    steps = tuple(Set(path=use.path, old=use.value, new=use.renamed(lost, new)) for use in uses)
    title = f"Use the {kind} {words(new)} instead of {lost}" if new else f"Forget the missing {kind} {lost}"
    return Compound(title=title, commands=steps)


def namings_in(node: FileNode, components: Mapping[str, type[Described]]) -> Iterator[Naming]:
    """Every name of a file, a prefab or a mesh that a file holds, its head first."""
    if node.kind in HEADS:
        for block in (node.head, *node.entities.values()):
            yield from _in_file_block(node, block, components)


def _in_file_block(node: FileNode, block: Block, components: Mapping[str, type[Described]]) -> Iterator[Naming]:
    if block.identifier is None:
        return _in_table(HEADS[node.kind], block.data, ())
    return _in_block(block.data, (ENTITIES, block.identifier), components)


def _in_block(
    data: Mapping[str, Any], at: tuple[str, ...], components: Mapping[str, type[Described]]
) -> Iterator[Naming]:
    prefab = data.get("prefab")
    if isinstance(prefab, str) and prefab:
        yield Naming("prefab", prefab, (*at, "prefab"), prefab, "")
    for key, table in data.items():
        model = components.get(key)
        if model is not None and isinstance(table, dict) and _references(model):
            yield from _in_table(model, cast("dict[str, Any]", table), (*at, key))
    parts = data.get(_PARTS)
    if isinstance(parts, dict):
        for part, block in cast("dict[str, Any]", parts).items():
            if isinstance(block, dict):
                yield from _in_block(cast("dict[str, Any]", block), (*at, _PARTS, part), components)


def _in_table(model: type[Described], data: Mapping[str, Any], at: tuple[str, ...]) -> Iterator[Naming]:
    for spec in _references(model):
        value = data.get(spec.name)
        if spec.kind == "table":
            if isinstance(value, Mapping):
                inner = cast("type[Described]", type(spec.default))
                yield from _in_table(inner, cast("Mapping[str, Any]", value), (*at, spec.name))
            continue
        for name in dict.fromkeys(cast("list[Any]", value) if isinstance(value, list) else [value]):
            if isinstance(name, str) and name:
                yield Naming(str(spec.ref), name, (*at, spec.name), value, spec.title)


@cache
def _references(model: type[Described]) -> tuple[FieldSpec, ...]:
    """The fields of a model that name files or meshes, and those that are tables with such fields."""
    return tuple(
        spec
        for spec in model.fields()
        if spec.ref in KINDS or (spec.kind == "table" and _references(cast("type[Described]", type(spec.default))))
    )


def _told(node: FileNode, naming: Naming) -> str:
    title = f"{naming.title[:1].lower()}{naming.title[1:]}"
    if naming.keys[0] != ENTITIES:
        who = "the project" if node.kind == "project" else f"the {node.kind} {node.title}"
        return f"{who}'s {title}"
    identifier = str(naming.keys[1])
    who = f"{block_name(identifier, node.entities[identifier].data)} in {node.name}.toml"
    return f"{who} ({title})" if title else who
