"""AddEntity and RemoveEntity: an entity comes into a file or leaves it; each is the way back of the other."""

from typing import TYPE_CHECKING, Literal

from engine.document.command import Command
from engine.document.path import Namer, by_id
from engine.document.wording import block_name
from engine.schema.values import Value

if TYPE_CHECKING:
    from engine.document.state.draft import Draft


class AddEntity(Command):
    """Put a new entity into a file."""

    kind: Literal["add_entity"] = "add_entity"
    file: str
    id: str
    block: dict[str, Value]
    index: int
    """Place among the file's entities; 0 is first."""

    def edit(self, draft: "Draft") -> None:
        """Insert the block."""
        draft.add_entity(self.file, self.id, self.block, self.index)

    def inverse(self) -> "RemoveEntity":
        """Take the entity out again."""
        return RemoveEntity(file=self.file, id=self.id, block=self.block, index=self.index)

    def sentence(self, names: Namer = by_id) -> str:
        """Say who appears."""
        return f"Add {block_name(self.id, self.block)}"


class RemoveEntity(Command):
    """Take an entity out of its file; it carries the whole block, so that the inverse can put it back."""

    kind: Literal["remove_entity"] = "remove_entity"
    file: str
    id: str
    block: dict[str, Value]
    index: int

    def edit(self, draft: "Draft") -> None:
        """Take the block out, if it is still the one described."""
        draft.remove_entity(self.file, self.id, self.block, self.index)

    def inverse(self) -> AddEntity:
        """Put the entity back in its place."""
        return AddEntity(file=self.file, id=self.id, block=self.block, index=self.index)

    def sentence(self, names: Namer = by_id) -> str:
        """Say who goes."""
        return f"Delete {block_name(self.id, self.block)}"
