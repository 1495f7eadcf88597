"""The three versions of a conflict in a designer's words: values with units, what an entity is, what was done to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.document.merge import Conflict
from engine.document.merge.ground import versions_told
from engine.document.merge.words import Wording
from engine.document.path import words
from engine.schema.component import RESERVED_KEYS
from engine.schema.file_bytes import is_mesh
from engine.schema.files import FOLDERS
from engine.schema.tile import scene_of_tile
from engine.schema.vocabulary import Vocabulary

SHOWN = 4


def versions(conflict: Conflict, vocabulary: Vocabulary | None, inherited: Any = None) -> tuple[str, str, str]:
    """As it was, mine, theirs; `inherited` is what holds where a file says nothing, None if that is unknown."""
    wording = Wording(vocabulary or Vocabulary.builtin())
    if conflict.kind == "file":
        said = _mesh if is_mesh(conflict.file) else _file
        return (said(conflict.base), said(conflict.ours), said(conflict.theirs))
    if not conflict.label:
        before = conflict.base if isinstance(conflict.base, dict) else None
        return (
            _entity(wording, before, None, "not there"),
            _entity(wording, conflict.ours, before, "deleted" if before is not None else "not there"),
            _entity(wording, conflict.theirs, before, "deleted" if before is not None else "not there"),
        )
    if scene_of_tile(conflict.file) is not None:
        base, ours, theirs = versions_told(conflict)
        return minus(base), minus(ours), minus(theirs)
    path = conflict.path
    if path is None:
        return (str(conflict.base), str(conflict.ours), str(conflict.theirs))
    if conflict.kind == "parent" or path.inner[-1:] == ("parent",):
        return (_parent(conflict.base), _parent(conflict.ours), _parent(conflict.theirs))
    kind = FOLDERS.get(path.file.partition("/")[0], "project")
    spec = wording.spec(kind, path.inner, is_head=path.entity_id is None)

    def told(value: Any) -> str:
        if value is None:
            return "not set" if inherited is None else f"{told(inherited)}, by the prefab"
        said = wording.value(value, spec)
        return said[1:-1] or "empty" if isinstance(value, str) and said.startswith('"') else minus(said)

    return (told(conflict.base), told(conflict.ours), told(conflict.theirs))


def components(block: Mapping[str, Any]) -> str:
    """What an entity consists of: "Health, Melee, 3 more"."""
    names = [words(key) for key in block if key not in RESERVED_KEYS]
    prefab = block.get("prefab")
    if isinstance(prefab, str):
        names.insert(0, f"a {words(prefab)}")
    if not names:
        return "an empty entity"
    return ", ".join(names[:SHOWN]) + (f", {len(names) - SHOWN} more" if len(names) > SHOWN else "")


def minus(text: str) -> str:
    """A text with true minus signs before its numbers."""
    return "".join(
        "−" if letter == "-" and text[at + 1 : at + 2].isdigit() and (at == 0 or text[at - 1] in " (") else letter
        for at, letter in enumerate(text)
    )


def _entity(wording: Wording, block: Any, before: Mapping[str, Any] | None, absent: str) -> str:
    if not isinstance(block, Mapping):
        return absent
    if before is None:
        return components(block)
    return minus(wording.deeds(before, block))


def _file(value: Any) -> str:
    if value is None:
        return "deleted"
    lines = str(value).count("\n")
    return f"{lines:,} lines"


def _mesh(value: Any) -> str:
    """A version of a mesh, whose text is its bytes in base64."""
    return f"a mesh of {len(str(value)) * 3 / 4096:,.0f} kB" if value is not None else "not there"


def _parent(value: Any) -> str:
    return f"under {words(value)}" if isinstance(value, str) and value else "at the top"
