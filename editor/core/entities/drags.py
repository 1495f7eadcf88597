"""What a drag carries from one part of the window to another, and files from outside."""

from collections.abc import Iterable
from pathlib import Path

from editor.core.meshes.importing import SUFFIXES

PREFAB_MIME = "application/x-astraweave-prefabs"
"""Names of prefabs, one a line."""
ENTITY_MIME = "application/x-astraweave-entities"
"""Ids of entities, one a line."""
MESH_MIME = "application/x-astraweave-meshes"
"""Names of meshes, one a line."""
SPACING_M = 1.5
"""How far from each other things come to stand that are dropped together."""


def dragged_meshes(files: Iterable[str]) -> list[Path]:
    """Of dragged files those that may hold meshes; none of them when other files are among them."""
    paths = [Path(file) for file in files if file]
    return paths if all(path.suffix.lower() in SUFFIXES for path in paths) else []
