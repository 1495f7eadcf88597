"""Who names a file: the project's main scene, the scene of an encounter, instances and spawn groups of a prefab."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from engine.document.path import Path
from engine.document.state.node import FileNode
from engine.document.state.snapshot import Snapshot
from engine.document.wording import block_name
from engine.schema.described import Described
from engine.schema.files import FOLDERS, HEADS

if TYPE_CHECKING:
    from engine.document.document import Document


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


def uses_of(source: Document | Snapshot, file: str) -> tuple[Use, ...]:
    """Every value in the project that names a file, in file order."""
    snapshot = source if isinstance(source, Snapshot) else source.snapshot()
    folder, _, short = file.rpartition("/")
    kind = FOLDERS.get(folder)
    if kind is None:
        return ()
    components = snapshot.vocabulary.components
    found: list[Use] = []
    for node in snapshot.files.values():
        if node.tile is not None:
            continue
        if node.name != file:
            found += _in_head(node, kind, short)
        for identifier, block in node.entities.items():
            found += _in_entity(node, identifier, block.data, kind, short, components)
    return tuple(found)


def _in_head(node: FileNode, kind: str, short: str) -> Iterator[Use]:
    for spec in HEADS[node.kind].fields():
        if spec.ref == kind and node.head.data.get(spec.name) == short:
            who = "the project" if node.kind == "project" else f"the {node.kind} {node.title}"
            what = f"{who}'s {spec.title[:1].lower()}{spec.title[1:]}"
            yield Use(Path(node.name, (spec.name,)), short, what)


def _in_entity(
    node: FileNode,
    identifier: str,
    data: Mapping[str, Any],
    kind: str,
    short: str,
    components: Mapping[str, type[Described]],
) -> Iterator[Use]:
    here = Path.entity(node.name, identifier)
    who = f"{block_name(identifier, data)} in {node.name}.toml"
    if kind == "prefab" and data.get("prefab") == short:
        yield Use(here / "prefab", short, who)
    for key, table in data.items():
        if key not in components or not isinstance(table, dict):
            continue
        for name, value in cast("dict[str, Any]", table).items():
            spec = components[key].field(name)
            if spec is None or spec.ref != kind:
                continue
            if value == short or (isinstance(value, list) and short in cast("list[Any]", value)):
                yield Use(here / key / name, value, f"{who} ({spec.title[:1].lower()}{spec.title[1:]})")
