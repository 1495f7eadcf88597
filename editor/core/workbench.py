"""The workbench: what is open and shown, its history and what plays, and where to say things; services stand on it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from psygnal import Signal

from editor.core.entities.selection import Selection
from editor.core.findings.model import FindingsModel
from editor.core.history.gestures import Gestures
from editor.core.history.undo import UndoStack
from editor.core.jobs import Jobs
from editor.core.log import LogModel
from editor.core.play.controller import PlayController
from editor.core.play.live.edits import are_live
from editor.core.project.opening import place_of_scene
from editor.core.project.places import Places
from editor.core.settings.settings import Settings
from engine.document import ChangeSet, Command, Document, Path, SceneView, view

if TYPE_CHECKING:
    from types import ModuleType


class EditRefusedError(Exception):
    """A change that cannot be made now; the message is the sentence for the user."""


class Workbench:
    """The open document and the place of it that is shown.

    `opened` fires after a project was opened or closed, `scene_changed` when another scene or encounter is shown,
    `document_changed` carries what a command changed, `said` a short text for the status bar.
    """

    opened = Signal()
    scene_changed = Signal()
    document_changed = Signal(ChangeSet)
    said = Signal(str)

    def __init__(self, settings: Settings | None = None) -> None:
        self.document: Document | None = None
        self.scene: str | None = None
        self.encounter: str | None = None
        self.game: tuple[ModuleType, ...] = ()
        self.settings = settings or Settings()
        self.selection = Selection()
        self._lost: tuple[str, ...] = ()
        self.undo = UndoStack()
        self.undo.refusal = self.edit_refusal
        self.gestures = Gestures(self.undo)
        self.jobs = Jobs()
        self.findings = FindingsModel()
        self.log = LogModel()
        self.play = PlayController(self)
        self._places = Places()
        self._view: SceneView | None = None
        self._view_key: tuple[Any, ...] = ()

    @property
    def has_scene(self) -> bool:
        """Whether a scene is open."""
        return self.document is not None and self.scene is not None

    @property
    def view(self) -> SceneView:
        """The open scene with prefabs resolved, made once for each revision.

        Raises RuntimeError when no scene is open.
        """
        if self.document is None or self.scene is None:
            raise RuntimeError("no scene is open")
        key = (id(self.document), self.document.revision, self.scene, self.encounter)
        if self._view is None or key != self._view_key:
            self._view = view(self.document, self.scene, self.encounter)
            self._view_key = key
        return self._view

    @property
    def title(self) -> str:
        """The project's title, or the name of its folder."""
        if self.document is None:
            return ""
        return str(self.document.value(Path("project", ("title",))) or self.document.folder.name)

    @property
    def is_dirty(self) -> bool:
        """Whether there are unsaved changes."""
        return self.document is not None and self.undo.is_dirty

    def show_scene(self, scene: str | None, encounter: str | None) -> None:
        """Show another place of the project while what plays goes on; who is there too stays selected."""
        self.gestures.finish()
        there = view(self.document, scene, encounter) if self.document is not None and scene is not None else None
        self.selection.set(id for id in self.selection.ids if there is not None and there.get(id) is not None)
        self._lost = ()
        self._places.forget()
        self.scene, self.encounter = scene, encounter
        self.scene_changed.emit()

    def run(self, command: Command, who: str = "you") -> None:
        """Apply a command through the history.

        Raises CommandError when the document refuses it and EditRefusedError while a copy plays; nothing changed then.
        """
        self.undo.push(command, who)

    def edit_refusal(self, commands: Sequence[Command] = ()) -> None:
        """Raise EditRefusedError when the document must not be changed by these commands, or at all, now."""
        if self.play.is_active and not are_live(commands):
            raise EditRefusedError("Stop playing first; a running copy is on the screen.")

    def status(self, text: str) -> None:
        """Say something short in the status bar."""
        self.said.emit(text)

    def _take_up(self, document: Document, game: "tuple[ModuleType, ...]") -> None:
        """Put a document and its project's code on the bench, and show its first scene."""
        self.document, self.game = document, game
        self.undo.attach(document)
        self.gestures.attach(document)
        document.changed.connect(self._on_change)
        self._places.forget()
        self.scene, self.encounter = place_of_scene(document)

    def _put_away(self, document: Document) -> None:
        """Leave the bench empty."""
        document.changed.disconnect(self._on_change)  # pyright: ignore[reportUnknownMemberType]
        document.forget_views()
        self.document = self.scene = self.encounter = self._view = None
        self.game = ()
        self.selection.clear()
        self._lost = ()
        self.undo.attach(None)
        self.gestures.attach(None)
        self.findings.clear()

    def _on_change(self, change: ChangeSet) -> None:
        has_moved = change.structure and self._leave_lost_scene()
        if change.structure and (len(self.selection) or self._lost):
            self._keep_selection({entity.id for entity in (self.view.entities if self.has_scene else ())})
        if has_moved:
            self.scene_changed.emit()
        prefab, document = self.selection.prefab, self.document
        if prefab is not None and document is not None and f"prefabs/{prefab}" not in document.files:
            self.selection.clear()
        self.document_changed.emit(change)

    def _keep_selection(self, known: set[str]) -> None:
        """Let go what is gone, and select it again once all of it is back while nothing else was selected."""
        before, lost = self.selection.ids, self._lost
        if before:
            self.selection.keep(known)
            self._lost = before if len(self.selection) < len(before) else ()
        elif self.selection.prefab is None and known.issuperset(lost):
            self._lost = ()
            self.selection.set(lost)

    def _leave_lost_scene(self) -> bool:
        """Show another scene or encounter where the shown one is no file of the project any more."""
        before = (self.scene, self.encounter)
        if self.document is not None:
            self.scene, self.encounter = self._places.after_change(self.document, before)
        return (self.scene, self.encounter) != before
