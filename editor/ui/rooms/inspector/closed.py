"""The text of components that nothing here can read: shown as it stands in the file, since it is kept as it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

MOST_LINES = 40


def closed_text(document: Any, entities: Sequence[Any], component: str) -> str:
    """The lines of a component as the file has them; one text for all entities that say the same."""
    found = [_text_of(document, entity, component) for entity in entities]
    texts = list(dict.fromkeys(text for text in found if text))
    if len(texts) != 1:
        return f"{len(texts)} different texts" if texts else ""
    lines = texts[0].splitlines()
    left = len(lines) - MOST_LINES
    return "\n".join([*lines[:MOST_LINES], f"… and {left} more lines"] if left > 0 else lines)


def _text_of(document: Any, entity: Any, component: str) -> str:
    """From the entity's own block, else from its prefab."""
    own = _lines(document, entity.file, entity.id, component)
    if own or not entity.prefab:
        return own
    file = f"prefabs/{entity.prefab}"
    if file not in document.files:
        return ""
    return next((text for id in document.entities(file) if (text := _lines(document, file, id, component))), "")


def _lines(document: Any, file: str, id: str, component: str) -> str:
    node = document.snapshot().node(file)
    block = node.entities.get(id)
    if block is None or component not in block.data:
        return ""
    heads = tuple(f"[{part}entities.{id}.{component}{end}" for part in ("", "[") for end in ("]", "."))
    kept: list[str] = []
    is_inside = False
    for line in block.text(node.newline).splitlines():
        stripped = line.lstrip()
        if stripped.startswith("["):
            is_inside = stripped.startswith(heads)
        if is_inside or stripped.startswith((f"{component} =", f"{component}.")):
            kept.append(line.rstrip())
    return "\n".join(kept).strip("\n")
