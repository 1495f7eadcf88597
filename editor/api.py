"""The names that a panel's model may use of the editor; no Qt comes with them."""

from dataclasses import dataclass, field
from typing import Literal

from psygnal import Signal

from editor.core.actions import Action, ActionRefusedError, ActionRegistry
from editor.core.context import ContextKey, ContextKeys
from editor.core.editor import Editor, EditRefusedError
from editor.core.findings import FindingsModel
from editor.core.frames import FrameSample, FrameStats
from editor.core.gestures import Gesture, Gestures
from editor.core.jobs import Job, Jobs
from editor.core.log import LogLine, LogModel
from editor.core.play import PlayController
from editor.core.selection import Selection
from editor.core.settings import Settings
from editor.core.tools import Tools
from editor.core.undo import Entry, UndoStack
from engine.document import (
    AddEntity,
    ChangeSet,
    Command,
    CommandError,
    Compound,
    Document,
    EntityView,
    Finding,
    MoveEntity,
    Path,
    RemoveEntity,
    SceneView,
    Set,
)

Area = Literal["left", "right", "bottom", "centre"]
WORKSPACES = ("Author", "Play", "Profile", "Review")


@dataclass(frozen=True)
class PanelSpec:
    """A panel as data: the question it answers, where its model and view are, and where it is docked.

    `model` and `view` are "module:Class" below the panel's package. The model is made with the editor and has
    `close()`; the view is made with (model, ui) and is a widget. `slots` maps a slot ("overlay", "status",
    "inspector_below", "timeline_track") to "module:Class".
    """

    id: str
    title: str
    question: str
    icon: str
    model: str
    view: str
    dock: Area
    workspaces: tuple[str, ...]
    help: str = ""
    slots: dict[str, str] = field(default_factory=dict)
    order: int = 50
    package: str = ""


__all__ = [
    "WORKSPACES",
    "Action",
    "ActionRefusedError",
    "ActionRegistry",
    "AddEntity",
    "Area",
    "ChangeSet",
    "Command",
    "CommandError",
    "Compound",
    "ContextKey",
    "ContextKeys",
    "Document",
    "EditRefusedError",
    "Editor",
    "EntityView",
    "Entry",
    "Finding",
    "FindingsModel",
    "FrameSample",
    "FrameStats",
    "Gesture",
    "Gestures",
    "Job",
    "Jobs",
    "LogLine",
    "LogModel",
    "MoveEntity",
    "PanelSpec",
    "Path",
    "PlayController",
    "RemoveEntity",
    "SceneView",
    "Selection",
    "Set",
    "Settings",
    "Signal",
    "Tools",
    "UndoStack",
]
