"""AddEntity: put a new entity into a file."""

from typing import TYPE_CHECKING, Literal

from engine.document.command import Command
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

    def inverse(self) -> Command:
        """Take the entity out again."""
        from engine.document.commands.remove_entity import RemoveEntity

        return RemoveEntity(file=self.file, id=self.id, block=self.block, index=self.index)

    def sentence(self) -> str:
        """Say who appears."""
        return f"Add {block_name(self.id, self.block)}"
