"""Entity ids and names by local id: known ones for what the scene holds, counted ones for its population."""

from collections.abc import Sequence
from typing import overload

NPC = "npc"


class RowNames(Sequence[tuple[str, str]]):
    """(entity id, display name) by local id, without holding a name for each of a hundred thousand."""

    def __init__(self, known: Sequence[tuple[str, str]], people: int) -> None:
        self._known, self._people = known, people

    def __len__(self) -> int:
        return len(self._known) + self._people

    @overload
    def __getitem__(self, index: int) -> tuple[str, str]: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[tuple[str, str], ...]: ...
    def __getitem__(self, index: int | slice) -> tuple[str, str] | tuple[tuple[str, str], ...]:
        if isinstance(index, slice):
            return tuple(self[k] for k in range(*index.indices(len(self))))
        index = index + len(self) if index < 0 else index
        if index < len(self._known):
            return self._known[index]
        number = index - len(self._known) + 1
        if number > self._people:
            raise IndexError(f"there are {len(self)} rows, and none of them is number {index}")
        return f"{NPC}/{number}", f"Passer-by {number}"

    def row_of(self, entity: str) -> int | None:
        """Local id of one of the population by its entity id, or None."""
        kind, _, number = entity.partition("/")
        if kind != NPC or not number.isdecimal() or not 1 <= int(number) <= self._people:
            return None
        return len(self._known) + int(number) - 1
