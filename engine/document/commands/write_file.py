"""WriteFile: create, delete or replace a whole file by its text, byte for byte."""

from typing import TYPE_CHECKING, Literal

from engine.document.command import Command
from engine.document.path import Namer, by_id
from engine.schema.file_bytes import named_on_disk
from engine.schema.files import FOLDERS
from engine.schema.tile import scene_of_tile

if TYPE_CHECKING:
    from engine.document.state.draft import Draft


class WriteFile(Command):
    """Create, delete or replace a whole file."""

    kind: Literal["write_file"] = "write_file"
    file: str
    old: str | None
    """The file's text before; None where there is no such file."""
    new: str | None
    """The file's text after; None deletes it."""
    title: str = ""

    def edit(self, draft: "Draft") -> None:
        """Put the new text in the place of the old one, if it is still the old one."""
        draft.write_file(self.file, self.old, self.new)

    def inverse(self) -> "WriteFile":
        """Bring the old text back."""
        return WriteFile(file=self.file, old=self.new, new=self.old, title=self.title)

    def sentence(self, names: Namer = by_id) -> str:
        """Say which file comes, goes or is replaced."""
        if self.title:
            return self.title
        if (scene := scene_of_tile(self.file)) is not None:
            return f"Shape the ground of {names(f'scenes/{scene}', None)}"
        folder = self.file.rpartition("/")[0]
        called = f"the {FOLDERS[folder]} {names(self.file, None)}" if folder in FOLDERS else named_on_disk(self.file)
        verb = "Create" if self.old is None else "Delete" if self.new is None else "Replace"
        return f"{verb} {called}"
