"""What a prefab gives to its instances beside its root: its parts, through every level of prefabs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, cast

from engine.document.finding import Finding
from engine.document.views.layer import Resolved, laid_over
from engine.document.views.placing import Place
from engine.document.views.pointing import Names, linked, renamed
from engine.schema.reserved import PARTS
from engine.schema.vocabulary import Vocabulary

MOST_PARTS = 2_000
"""Parts of one instance: prefabs of prefabs of prefabs could else fill any memory."""


class Piece(NamedTuple):
    """One part of a prefab, in the words and the space of the prefab's own file."""

    part: str
    """Its name below the root: `tent`, `tent.flag`."""
    parent: str
    """The part that it stands under; "" is the root."""
    home: str
    """The part that is the root of the instance that it comes from; "" is the root."""
    origin: Place
    """Where that root stands in the file that says where this one stands."""
    prefab: str | None
    resolved: Resolved
    links: tuple[str, ...] = ()
    """Its components that name entities of the prefab."""


class Family:
    """The parts of a prefab, parents first."""

    __slots__ = ("links", "names", "pieces", "problems", "root", "strays")

    def __init__(
        self,
        root: Resolved,
        pieces: Iterable[Piece],
        known: Mapping[str, Piece],
        problems: tuple[Finding, ...] = (),
    ) -> None:
        found = {piece.part: piece for piece in pieces}
        ordered = tuple(_parents_first(found))
        self.root = root
        self.names = Names(root.view.id, [piece.part for piece in ordered])
        self.links = linked(root.view.components, self.names)
        """The components of the root that name parts."""
        self.pieces = tuple(_again(piece, known, self.names) for piece in ordered)
        self.strays = tuple(part for part in found if part not in self.names.parts and "." not in part)
        """Entities of the file that stand nowhere below the root, so that no instance has them."""
        self.problems = problems

    def __len__(self) -> int:
        return len(self.pieces)


def _parents_first(pieces: Mapping[str, Piece]) -> Iterator[Piece]:
    below: dict[str, list[Piece]] = {}
    for piece in pieces.values():
        below.setdefault(piece.parent, []).append(piece)
    waiting = below.get("", [])[::-1]
    while waiting:
        piece = waiting.pop()
        yield piece
        waiting += below.get(piece.part, [])[::-1]


def _again(piece: Piece, known: Mapping[str, Piece], names: Names) -> Piece:
    """The piece with its links; the very piece of an earlier state where nothing of it has changed."""
    made = piece._replace(links=linked(piece.resolved.view.components, names))
    last = known.get(piece.part)
    return last if last is not None and last == made else made


class Said(NamedTuple):
    """What the block of an instance says of its parts."""

    blocks: Mapping[str, Mapping[str, Any]]
    removed: frozenset[str]

    @classmethod
    def by(cls, data: Mapping[str, Any]) -> Said:
        """What a block says."""
        parts, removed = data.get(PARTS), data.get("removed")
        blocks = cast("dict[str, Any]", parts) if isinstance(parts, dict) else {}
        return cls({key: each for key, each in blocks.items() if isinstance(each, dict)}, _parts_of(removed))


NOTHING_SAID = Said({}, frozenset())


def _parts_of(removed: Any) -> frozenset[str]:
    listed = cast("list[Any]", removed) if isinstance(removed, list) else []
    return frozenset(each[1:] for each in listed if isinstance(each, str) and each.startswith("."))


def kept(pieces: Iterable[Piece], removed: Collection[str]) -> Iterator[Piece]:
    """The pieces that an instance does not do without; what stands below a removed part goes with it."""
    if not removed:
        yield from pieces
        return
    gone: set[str] = set()
    for piece in pieces:
        if piece.part in removed or piece.parent in gone or piece.home in gone:
            gone.add(piece.part)
        else:
            yield piece


def laid(piece: Piece, said: Said, file: str, instance: str, names: Names, vocabulary: Vocabulary) -> Resolved:
    """A part as an instance has it: the prefab's names turned into the instance's, what the instance says on top."""
    resolved = piece.resolved
    if piece.links:
        resolved = renamed(resolved, piece.links, names.of(instance))
    own = said.blocks.get(piece.part)
    if own:
        resolved = laid_over(file, f"{instance}.{piece.part}", own, resolved, vocabulary)
    return resolved


def inherited(family: Family, file: str, instance: str, data: Mapping[str, Any], vocabulary: Vocabulary) -> list[Piece]:
    """The parts that the root of a prefab gets from a prefab of its own."""
    said = Said.by(data)
    return [
        piece._replace(resolved=laid(piece, said, file, instance, family.names, vocabulary))
        for piece in kept(family.pieces, said.removed)
    ]


def nested(family: Family, file: str, instance: str, data: Mapping[str, Any], vocabulary: Vocabulary) -> list[Piece]:
    """The parts of an instance that is itself a part of a prefab."""
    return [
        piece._replace(
            part=f"{instance}.{piece.part}",
            parent=f"{instance}.{piece.parent}" if piece.parent else instance,
            home=f"{instance}.{piece.home}" if piece.home else instance,
        )
        for piece in inherited(family, file, instance, data, vocabulary)
    ]
