"""What a change is: the edited project, its commands, its text on disk, and the views that others read."""

from engine.document.change_set import ChangeSet
from engine.document.command import Command, command_from_json
from engine.document.commands import (
    AddEntity,
    Compound,
    MoveEntity,
    RemoveEntity,
    Set,
    SetBeside,
    WriteFile,
    WriteTile,
)
from engine.document.disk.foreign import Foreign
from engine.document.document import Document
from engine.document.errors import CommandError, DocumentError
from engine.document.finding import Finding
from engine.document.path import Path
from engine.document.state.node import FileNode
from engine.document.state.snapshot import Snapshot
from engine.document.views.entity_view import EntityView
from engine.document.views.scene_view import SceneView
from engine.document.views.viewing import view
from engine.schema.values import Value

__all__ = [
    "AddEntity",
    "ChangeSet",
    "Command",
    "CommandError",
    "Compound",
    "Document",
    "DocumentError",
    "EntityView",
    "FileNode",
    "Finding",
    "Foreign",
    "MoveEntity",
    "Path",
    "RemoveEntity",
    "SceneView",
    "Set",
    "SetBeside",
    "Snapshot",
    "Value",
    "WriteFile",
    "WriteTile",
    "command_from_json",
    "view",
]
