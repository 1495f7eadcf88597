"""The files that copied entities are made of: their prefabs, what those are made of, and the project's own meshes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from editor.core.entities.edits import PREFABS, Copied
from engine.document import Document
from engine.schema.file_bytes import MESHES
from engine.schema.reserved import PARTS

FOLDERS = {"prefab": PREFABS.rstrip("/"), "mesh": MESHES}
"""Where what a field refers to lies, by the kind of reference."""


def files_behind(document: Document, copied: Iterable[Copied]) -> dict[str, str]:
    """The text of each file that the blocks name, directly or through a prefab, by file; a prefab after its parts'."""
    found: dict[str, str] = {}
    for item in copied:
        _gather(document, item.block, found)
    return found


def _gather(document: Document, block: Mapping[str, Any], found: dict[str, str]) -> None:
    for part in dict(block.get(PARTS) or {}).values():
        _gather(document, part, found)
    for file in _named(document, block):
        if file in found or file not in document.files:
            continue
        if file.startswith(PREFABS):
            found[file] = ""  # seen already, should a broken prefab name itself
            for entity in document.entities(file):
                _gather(document, document.block(file, entity), found)
            del found[file]
        found[file] = document.text(file)


def _named(document: Document, block: Mapping[str, Any]) -> Iterable[str]:
    """The prefabs and meshes that a block names, as files."""
    if block.get("prefab"):
        yield f"{PREFABS}{block['prefab']}"
    known = document.vocabulary.components
    for key, values in block.items():
        if key in known and isinstance(values, Mapping):
            said = cast("Mapping[str, Any]", values)
            named = ((spec.ref, said.get(spec.name)) for spec in known[key].fields() if spec.ref in FOLDERS)
            yield from (f"{FOLDERS[str(ref)]}/{name}" for ref, name in named if isinstance(name, str) and name)
