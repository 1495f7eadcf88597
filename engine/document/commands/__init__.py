"""The commands, a file for each or for a pair of inverses, and the door to all of them."""

from engine.document.command import Command, command_from_json
from engine.document.commands.add_and_remove import AddEntity, RemoveEntity
from engine.document.commands.compound import Compound
from engine.document.commands.move_entity import MoveEntity
from engine.document.commands.set import Set
from engine.document.commands.set_beside import SetBeside
from engine.document.commands.write_file import WriteFile
from engine.document.commands.write_tile import WriteTile

__all__ = [
    "AddEntity",
    "Command",
    "Compound",
    "MoveEntity",
    "RemoveEntity",
    "Set",
    "SetBeside",
    "WriteFile",
    "WriteTile",
    "command_from_json",
]
