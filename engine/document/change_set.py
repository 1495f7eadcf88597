"""What a command changed, for who shows it or keeps something made from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.document.path import Path
from engine.schema.values import Value


@dataclass(frozen=True)
class ChangeSet:
    """Paths, files and values that have changed."""

    paths: frozenset[Path] = field(default_factory=frozenset[Path])
    files: frozenset[str] = field(default_factory=frozenset[str])
    structure: bool = False
    """Whether entities were added, removed, moved, re-parented or renamed."""
    beside: Mapping[tuple[str, str], Value] = field(default_factory=dict[tuple[str, str], Value], hash=False)
    """Values of files beside the document that were given, by file and key."""
