"""A file's entities while a draft changes them: a table, and beside it the order, so that a place costs little."""

from __future__ import annotations

from collections.abc import Mapping

from engine.document.state.node import Block


class EntityTable:
    """A copy of a file's entities that may be changed.

    Between an insertion or a removal and `settle` the table's own order means nothing; `order` does. So a thousand
    insertions into the middle of ten thousand entities build the table anew once, not a thousand times.
    """

    def __init__(self, entities: Mapping[str, Block]) -> None:
        self.entities = dict(entities)
        self._order: list[str] | None = None

    @property
    def order(self) -> list[str]:
        """The ids in file order."""
        if self._order is None:
            self._order = list(self.entities)
        return self._order

    def insert(self, index: int, identifier: str, block: Block) -> None:
        """Put an entity before the one at `index`, or at the end."""
        order = self.order
        order.insert(index, identifier)
        self.entities[identifier] = block

    def remove(self, index: int, identifier: str) -> None:
        """Take the entity at `index` out."""
        del self.order[index]
        del self.entities[identifier]

    def move(self, old: int, new: int) -> None:
        """Give the entity at `old` the place that is `new` once it is out."""
        order = self.order
        order.insert(new, order.pop(old))

    def settle(self) -> None:
        """Bring the table into the order; the mapping stays the same object."""
        if self._order is None or list(self.entities) == self._order:
            return
        ordered = {identifier: self.entities[identifier] for identifier in self._order}
        self.entities.clear()
        self.entities.update(ordered)
