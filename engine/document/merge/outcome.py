"""What becomes of each entity and each file in a merge, before it is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.document.merge.conflict import Trio
from engine.document.merge.sides import Sheet
from engine.document.state.node import Block


@dataclass
class Outcome:
    """One block of the result: its data (None: gone), and whose bytes it keeps where one side has it so."""

    trio: Trio[Block | None]
    data: Mapping[str, Any] | None
    block: Block | None = None

    @classmethod
    def of(cls, trio: Trio[Block | None], block: Block | None) -> "Outcome":
        """The block of one side as it is, or none."""
        return cls(trio, block.data if block else None, block)

    def put(self, data: Mapping[str, Any]) -> None:
        """Give the block other data."""
        self.data = data
        self.block = None


@dataclass
class FileOutcome:
    """One file of the result."""

    name: str
    sheets: Trio[Sheet]
    head: Outcome
    entities: dict[str, Outcome] = field(default_factory=dict[str, Outcome])
    """Outcomes by id, also of entities that are gone."""

    def data(self, identifier: str) -> Mapping[str, Any] | None:
        """An entity's data in the result; None where it isn't in it."""
        outcome = self.entities.get(identifier)
        return outcome.data if outcome else None

    def alive(self) -> dict[str, Mapping[str, Any]]:
        """The entities of the result by id."""
        return {key: each.data for key, each in self.entities.items() if each.data is not None}


def is_equal(one: Block | None, other: Block | None) -> bool:
    """Whether two blocks are the same, byte for byte."""
    if one is other:
        return True
    return one is not None and other is not None and one.text("\n") == other.text("\n")
