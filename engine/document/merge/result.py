"""The merge itself: three states in, one state and its conflicts out."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from engine.collection import collection_paused
from engine.document.command import Command
from engine.document.commands import Compound
from engine.document.commands.write_file import WriteFile
from engine.document.diff import diff
from engine.document.document import Document
from engine.document.merge.compose import Sheets, compose, read_sides
from engine.document.merge.conflict import Conflict, Side
from engine.document.merge.ground import Tiles, compose_tiles, read_tiles, tile_nodes
from engine.document.merge.whole import Wholes, compose_wholes, read_wholes, whole_nodes
from engine.document.state.node import FileNode
from engine.document.state.snapshot import Snapshot
from engine.schema.vocabulary import Vocabulary

Texts = Mapping[str, str]
NOTHING: Mapping[str, Side] = MappingProxyType({})


@dataclass(frozen=True)
class Merge:
    """What becomes of a project that two sides changed. Texts are by file ("scenes/grove"); absent means deleted."""

    base: Texts
    ours: Texts
    theirs: Texts
    conflicts: tuple[Conflict, ...]
    vocabulary: Vocabulary = field(repr=False)
    _sheets: Sheets = field(repr=False)
    _tiles: Tiles = field(repr=False)
    _wholes: Wholes = field(repr=False)
    _default: Mapping[str, str | None] = field(repr=False)

    def texts(self, choices: Mapping[str, Side] = NOTHING) -> dict[str, str]:
        """The merged text of every file.

        Args:
            choices: Whose value holds, by the key of the conflict; ours where none is given.
        """
        merged = self._default
        if choices:
            merged = {
                **compose(self._sheets, self.vocabulary, choices)[0],
                **compose_tiles(self._tiles, choices)[0],
                **compose_wholes(self._wholes, choices)[0],
            }
        untouched = {file: text for file, text in self.ours.items() if file not in merged}
        written = {file: text for file, text in merged.items() if text is not None}
        return dict(sorted({**untouched, **written}.items()))

    @cached_property
    def our_changes(self) -> tuple[Command, ...]:
        """What our side did since the base, as commands."""
        return self._changes(1)

    @cached_property
    def their_changes(self) -> tuple[Command, ...]:
        """What the other side did since the base, as commands."""
        return self._changes(2)

    def _changes(self, side: int) -> tuple[Command, ...]:
        return diff(self._snapshot(0), self._snapshot(side))

    def _snapshot(self, side: int) -> Snapshot:
        """The changed files of one side; those that nobody changed are left out."""
        files: dict[str, FileNode] = {
            file: trio[side].node for file, trio in self._sheets.items() if trio[side].text is not None
        }
        files.update(tile_nodes(self._tiles, side))
        files.update(whole_nodes(self._wholes, side))
        return Snapshot(files, self.vocabulary, pathlib.Path())


def merge(base: Texts, ours: Texts, theirs: Texts, *, vocabulary: Vocabulary | None = None) -> Merge:
    """Merge two states of a project that come from a common one.

    Args:
        base: Texts of all files at the common start, by file ("scenes/grove", "project").
        ours: The same on our side; a file that is absent was deleted.
        theirs: The same on the other side.
        vocabulary: The components that are known; others are merged as wholes. The engine's own by default.

    Raises:
        DocumentError: A text is broken; names side, file and line.
    """
    known = vocabulary or Vocabulary.builtin()
    with collection_paused():
        sheets = read_sides(base, ours, theirs)
        tiles = read_tiles(base, ours, theirs)
        default, conflicts = compose(sheets, known, {})
        ground, at_odds = compose_tiles(tiles, {})
        wholes = read_wholes(base, ours, theirs)
        whole, other = compose_wholes(wholes, {})
    found, default = (*conflicts, *at_odds, *other), {**default, **ground, **whole}
    return Merge(base, ours, theirs, found, known, sheets, tiles, wholes, default)


def merge_commands(document: Document, texts: Texts, title: str) -> Command | None:
    """One command that brings a document to the given texts; None when it is there already."""
    files = sorted({*document.files, *texts})
    now = {file: document.text(file) for file in document.files}
    commands = tuple(
        WriteFile(file=file, old=now.get(file), new=texts.get(file))
        for file in files
        if now.get(file) != texts.get(file)
    )
    return Compound(title=title, commands=commands) if commands else None
