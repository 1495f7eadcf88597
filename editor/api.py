"""The names that a panel's model may use of the editor; no Qt comes with them."""

from psygnal import Signal

from editor.core.actions.context import ContextKey, ContextKeys
from editor.core.actions.registry import Action, ActionRefusedError, ActionRegistry
from editor.core.balance.measured import Measured, Rate
from editor.core.balance.odd_words import ended_words, unlike_words
from editor.core.balance.plays import Tried
from editor.core.balance.versions import Changed, compared
from editor.core.balance.wanted import SECONDS, Wanted
from editor.core.editor import Editor
from editor.core.entities.selection import Selection
from editor.core.findings.model import FindingsModel
from editor.core.history.gestures import Gesture, Gestures
from editor.core.history.undo import Entry, UndoStack
from editor.core.in_process import ProcessFailedError, in_process
from editor.core.jobs import Job, Jobs
from editor.core.links import Links
from editor.core.log import LogLine, LogModel
from editor.core.panel_spec import WORKSPACES, Area, PanelSpec, gather, in_packages, spec_of
from editor.core.play.controller import PlayController
from editor.core.play.past.recordings import open_seed
from editor.core.profiling.captures import CaptureEntry, CaptureKind, CaptureList
from editor.core.profiling.comparing import Comparing
from editor.core.profiling.frames import FrameSample, FrameStats
from editor.core.settings.settings import Settings
from editor.core.tools import Tools
from editor.core.workbench import EditRefusedError
from engine.balance.happened import Fall, Happened, Odd, Times, Trait
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
    WriteFile,
)

__all__ = [
    "SECONDS",
    "WORKSPACES",
    "Action",
    "ActionRefusedError",
    "ActionRegistry",
    "AddEntity",
    "Area",
    "CaptureEntry",
    "CaptureKind",
    "CaptureList",
    "ChangeSet",
    "Changed",
    "Command",
    "CommandError",
    "Comparing",
    "Compound",
    "ContextKey",
    "ContextKeys",
    "Document",
    "EditRefusedError",
    "Editor",
    "EntityView",
    "Entry",
    "Fall",
    "Finding",
    "FindingsModel",
    "FrameSample",
    "FrameStats",
    "Gesture",
    "Gestures",
    "Happened",
    "Job",
    "Jobs",
    "Links",
    "LogLine",
    "LogModel",
    "Measured",
    "MoveEntity",
    "Odd",
    "PanelSpec",
    "Path",
    "PlayController",
    "ProcessFailedError",
    "Rate",
    "RemoveEntity",
    "SceneView",
    "Selection",
    "Set",
    "Settings",
    "Signal",
    "Times",
    "Tools",
    "Trait",
    "Tried",
    "UndoStack",
    "Wanted",
    "WriteFile",
    "compared",
    "ended_words",
    "gather",
    "in_packages",
    "in_process",
    "open_seed",
    "spec_of",
    "unlike_words",
]
