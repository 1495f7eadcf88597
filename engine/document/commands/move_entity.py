"""MoveEntity: give an entity another place in the order of its file."""

from typing import TYPE_CHECKING, Literal

from engine.document.command import Command
from engine.document.path import Namer, by_id

if TYPE_CHECKING:
    from engine.document.state.draft import Draft


class MoveEntity(Command):
    """Give an entity another place in the order of its file."""

    kind: Literal["move_entity"] = "move_entity"
    file: str
    id: str
    old: int
    new: int

    def edit(self, draft: "Draft") -> None:
        """Take the block out and put it back at the new place."""
        draft.move_entity(self.file, self.id, self.old, self.new)

    def inverse(self) -> "MoveEntity":
        """Move it back."""
        return MoveEntity(file=self.file, id=self.id, old=self.new, new=self.old)

    def sentence(self, names: Namer = by_id) -> str:
        """Say whither."""
        return f"Move {names(self.file, self.id)} {'down' if self.new > self.old else 'up'} in the list"
