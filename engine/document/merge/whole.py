"""Merges files that only change as a whole, such as meshes: at most one side may have changed one, or both alike."""

from __future__ import annotations

from collections.abc import Mapping

from engine.document.disk.reading import UnusableError, read_text
from engine.document.errors import DocumentError, file_place
from engine.document.merge.conflict import Conflict, Judge, Side, Trio
from engine.document.path import words
from engine.document.state.node import FileNode
from engine.schema.file_bytes import is_mesh

Texts = Mapping[str, str]
Wholes = dict[str, Trio[str | None]]


def read_wholes(base: Texts, ours: Texts, theirs: Texts) -> Wholes:
    """The files that any side changed, as each has them; None where it has none."""
    found: Wholes = {}
    for file in sorted(file for file in {*base, *ours, *theirs} if is_mesh(file)):
        texts = Trio(base.get(file), ours.get(file), theirs.get(file))
        if not texts.ours == texts.theirs == texts.base:
            found[file] = texts
    return found


def compose_wholes(wholes: Wholes, choices: Mapping[str, Side]) -> tuple[dict[str, str | None], tuple[Conflict, ...]]:
    """The text of each changed file (None: deleted), and every conflict on the way there."""
    judge = Judge(choices)
    texts = {file: _merged(file, trio, judge) for file, trio in wholes.items()}
    return texts, tuple(judge.conflicts.values())


def whole_nodes(wholes: Wholes, side: int) -> dict[str, FileNode]:
    """The nodes of the changed files that one side has: 0 the base, 1 ours, 2 theirs.

    Raises:
        DocumentError: One can't be read.
    """
    found: dict[str, FileNode] = {}
    for file, trio in wholes.items():
        text = trio[side]
        if text is not None:
            try:
                found[file] = read_text(file, text).node
            except UnusableError as error:
                raise error.told(file, DocumentError) from error
    return found


def _merged(file: str, trio: Trio[str | None], judge: Judge) -> str | None:
    base, ours, theirs = trio
    if theirs in (ours, base):
        return ours
    if ours == base:
        return theirs
    title = words(file.rpartition("/")[2])
    if ours is None:
        told = "you deleted it, the other side changed it"
    elif theirs is None:
        told = "you changed it, the other side deleted it"
    else:
        told = "you and the other side made different meshes of it"
    text = f"{title} ({file_place(file)}): {told}."
    return trio.of(judge.settle(Conflict(file, None, None, "file", base, ours, theirs, title, "", text, file)))
