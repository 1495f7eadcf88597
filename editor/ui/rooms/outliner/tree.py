"""The entities of a scene and its encounter as a tree that follows the document by small steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal


@dataclass(eq=False, slots=True)
class Node:
    """One row of the outliner: the scene, the encounter or an entity."""

    id: str
    kind: Literal["scene", "encounter", "entity"]
    file: str
    name: str
    glyph: str = "cube"
    prefab: str = ""
    parent_id: str = ""
    part_of: str = ""
    """The instance that it is a part of."""
    hidden: bool = False
    locked: bool = False
    severity: str = ""
    is_overridden: bool = False
    is_group: bool = False
    """Whether others stand under it; known while a filter may hide them."""
    is_playing: bool = False
    groups: tuple[str, ...] = ()
    """The names of what it stands under, up to its file; known while a filter asks for them."""
    tags: tuple[str, ...] = ()
    components: frozenset[str] = frozenset()
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    row: int = 0

    @property
    def is_of_prefab(self) -> bool:
        """Whether it is an instance of a prefab, or a part of one."""
        return bool(self.prefab or self.part_of)

    @property
    def states(self) -> frozenset[str]:
        """The words that `is:` in a filter may ask for."""
        held = {
            "broken": bool(self.severity),
            "hidden": self.hidden,
            "locked": self.locked,
            "prefab": bool(self.prefab),
            "part": bool(self.part_of),
            "overridden": self.is_overridden,
            "playing": self.is_playing,
        }
        return frozenset(state for state, holds in held.items() if holds)

    @property
    def hidden_by(self) -> str:
        """The name of what it stands under and is hidden with; empty for none."""
        above = self.parent
        while above is not None:
            if above.hidden:
                return above.name
            above = above.parent
        return ""

    def walk(self) -> Iterator[Node]:
        """This node and everything below it, in the order shown."""
        yield self
        for child in self.children:
            yield from child.walk()

    def renumber(self, start: int = 0) -> None:
        """Refresh the children's row numbers from `start` on."""
        for row in range(start, len(self.children)):
            self.children[row].row = row
