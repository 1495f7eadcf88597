"""The editor's services in one place: what is open, selected, changed, played and found."""

from collections.abc import Callable, Sequence
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from psygnal import Signal

from editor.core.actions.context import ContextKeys
from editor.core.actions.registry import ActionRegistry
from editor.core.clock_watch import ClockWatch
from editor.core.encounters.trial import Trials
from editor.core.entities.clipboard import Clipboard
from editor.core.entities.selection import Selection
from editor.core.findings.checks import Checks
from editor.core.findings.model import FindingsModel
from editor.core.history.changes import Changes
from editor.core.history.gestures import Gestures
from editor.core.history.undo import UndoStack
from editor.core.jobs import Jobs
from editor.core.log import LogModel
from editor.core.meshes.project import ProjectMeshes
from editor.core.outside.changes import OutsideChanges
from editor.core.outside.watching import Watch
from editor.core.play.chapter_follower import ChapterFollower
from editor.core.play.controller import PlayController
from editor.core.play.live.edits import are_live
from editor.core.play.source import PlayOptions
from editor.core.play.starting.warm import WarmUp
from editor.core.profiling.frame_recorder import FrameRecorder
from editor.core.profiling.frames import FrameStats
from editor.core.profiling.watchdog import Watchdog
from editor.core.project.copying import copy_project
from editor.core.project.lock import ProjectLock
from editor.core.project.opening import load_code, load_project, needs_trust, place_of_scene, start_project
from editor.core.project.places import Places
from editor.core.project.prefab_mode import PrefabMode
from editor.core.project.prewriting import Prewriting
from editor.core.project.recents import Recents
from editor.core.project.trust import CodeSeen
from editor.core.recovery.autosave import Autosave
from editor.core.recovery.lost_work import Recovery
from editor.core.settings.bookmarks import Bookmarks
from editor.core.settings.settings import Settings
from editor.core.terrain.service import TerrainService
from editor.core.tools import Tools
from engine.document import ChangeSet, Command, Document, Path, SceneView, view
from engine.document.bulk import collection_paused, keep_out_of_collection, let_collect
from engine.resources import is_sample

if TYPE_CHECKING:
    from types import ModuleType

LARGE = 1_000
"""From how many entities on a scene is kept out of the garbage collector's rounds."""


class EditRefusedError(Exception):
    """A change that cannot be made now; the message is the sentence for the user."""


class Editor:
    """Everything that a panel, a tool or a story talks to; it knows nothing about windows.

    `opened` fires after a project was opened or closed, `scene_changed` when another scene or encounter is shown,
    `document_changed` carries what a command changed, `said` a short text for the status bar, `chimed` the
    name of a sound of the menus.
    """

    opened = Signal()
    scene_changed = Signal()
    document_changed = Signal(ChangeSet)
    said = Signal(str)
    chimed = Signal(str)

    def __init__(self, settings: Settings | None = None) -> None:
        self.document: Document | None = None
        self.scene: str | None = None
        self.encounter: str | None = None
        self.game: tuple[ModuleType, ...] = ()
        self.settings = settings or Settings()
        self.recents = Recents()
        self.context = ContextKeys()
        self.actions = ActionRegistry(self.context)
        self.selection = Selection()
        self.undo = UndoStack()
        self.undo.refusal = self.edit_refusal
        self.gestures = Gestures(self.undo)
        self.jobs = Jobs()
        self.findings = FindingsModel()
        self.log = LogModel()
        self.frames = FrameStats()
        self.frame_recorder = FrameRecorder()
        self.watchdog = Watchdog()
        self.tools = Tools()
        self.bookmarks = Bookmarks()
        self.clipboard = Clipboard()
        self.play = PlayController(self)
        self.play.prepare = self._prepare_play
        self.play.branches.work_by(self.jobs)
        self.play.populated.connect(self._want_threads)
        self.follower = ChapterFollower(self)
        self.prefab_mode = PrefabMode(self)
        self.changes = Changes(self)
        self.checks = Checks(self)
        self.trials = Trials(self)
        self.prewriting = Prewriting(self)
        self.warm_up = WarmUp(self.jobs)
        self.recovery = Recovery(self)
        self.autosave = Autosave(self)
        self.lock = ProjectLock()
        self.clock = ClockWatch(self)
        self.watch = Watch()
        self.outside = OutsideChanges(self)
        self.meshes = ProjectMeshes(self)
        self.terrain = TerrainService(self)
        self._places = Places()
        self._view: SceneView | None = None
        self._view_key: tuple[Any, ...] = ()
        self.sound_device = "Sound has not been started."
        self.is_heard = True
        """Whether anything can be heard, and if not, why: a sentence for the settings page."""
        self.actions.rebind(self.settings.shortcuts)

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

    @collection_paused()
    def open_project(self, folder: FilePath | str, trusted: bool = False) -> None:
        """Open a project folder and its main scene; the one open before is closed without saving.

        Raises DocumentError (what, where, expected) with nothing changed when the project cannot be used.
        """
        loaded = load_project(FilePath(folder), trusted=trusted)
        self.close()
        self.document = loaded.document
        self.game = loaded.game
        self.undo.attach(loaded.document)
        self.gestures.attach(loaded.document)
        loaded.document.changed.connect(self._on_change)
        self.findings.replace("load", (*loaded.document.load_findings, *loaded.findings))
        self._places.forget()
        self.scene, self.encounter = place_of_scene(loaded.document)
        self.recents.add(loaded.document.folder, self.title)
        self.log.add("info", "project", f"Opened {self.title} from {loaded.document.folder}")
        self._tell_code()
        self.lock.take(loaded.document.folder)
        self.opened.emit()
        self.scene_changed.emit()
        self.checks.ask_anew()
        if self.has_scene and len(self.view.entities) > LARGE:
            keep_out_of_collection()

    def new_project(self, folder: FilePath | str, template: FilePath | None = None) -> None:
        """Copy a sample project, `starter` unless told otherwise, to a new folder and open it.

        Raises FileExistsError when the folder holds anything.
        """
        self.open_project(start_project(FilePath(folder), template), trusted=True)

    def open_scene(self, scene: str, encounter: str | None = None) -> None:
        """Show another scene of the project, with one of its encounters."""
        self.play.stop()
        self.show_scene(scene, encounter)
        self.checks.ask_anew()

    def show_scene(self, scene: str | None, encounter: str | None) -> None:
        """Show another place of the project while what plays goes on; who is there too stays selected."""
        self.gestures.finish()
        there = view(self.document, scene, encounter) if self.document is not None and scene is not None else None
        self.selection.set(id for id in self.selection.ids if there is not None and there.get(id) is not None)
        self._places.forget()
        self.scene, self.encounter = scene, encounter
        self.scene_changed.emit()

    @collection_paused()
    def save(self, *, overwrite: bool = False) -> list[FilePath]:
        """Write what changed; gives the written files. With `overwrite`, also over what another program wrote.

        Raises OSError naming the file, with the old one kept, and SaveHeldError when it would bury others' changes.
        """
        if self.document is None:
            return []
        self.gestures.finish()
        if not overwrite:
            self.outside.before_save()
        self.recovery.recorder.saving()
        written = [*self.document.save(overwrite=overwrite), *self.terrain.save()]
        self.undo.mark_saved()
        self.outside.after_save()
        self.status(f"Saved {len(written)} file{'' if len(written) == 1 else 's'}" if written else "Nothing to save")
        return written

    def save_as(self, folder: FilePath) -> FilePath:
        """Write the whole project, unsaved changes included, to a new or empty folder and go on there.

        The history stays; the copy's code is trusted when that of the original was. Gives the new folder.
        Raises CopyRefusedError or OSError with nothing changed, and nothing left in the folder.
        """
        self.play.stop()
        target = self.save_copy(folder)
        document = self._need_document()
        document.move_to(target)
        self.terrain.save()
        self.recovery.recorder.moved()
        self.undo.mark_saved()
        self.lock.take(target)
        self.outside.moved()
        self.recents.add(target, self.title)
        self.log.add("info", "project", f"Saved {self.title} as {target}")
        self.opened.emit()
        self.scene_changed.emit()
        return target

    def save_copy(self, folder: FilePath) -> FilePath:
        """Write the whole project, unsaved changes included, to a new or empty folder and stay where it is.

        Raises CopyRefusedError or OSError with nothing left in the folder.
        """
        self.gestures.finish()
        document = self._need_document()
        target = copy_project(document, folder)
        if document.trusted and needs_trust(target, self.settings.files.trusted_folders):
            self.settings.set("files.trusted_folders", [*self.settings.files.trusted_folders, str(target)])
        return target

    def trust(self) -> bool:
        """Run the open project's code from now on; unsaved changes and the history stay. False when it does not load.

        The play mode's copy, if there is one, is stopped.
        """
        document = self._need_document()
        self.play.stop()
        self.gestures.finish()
        game, vocabulary, findings = load_code(document.folder)
        self.findings.replace("load", (*document.load_findings, *findings))
        if findings:
            return False
        document.know(vocabulary, trusted=True)
        self.game = game
        self._tell_code()
        self.document_changed.emit(ChangeSet(files=frozenset(document.files), structure=True))
        self.scene_changed.emit()
        self.checks.ask()
        self.warm()
        return True

    def close(self) -> None:
        """Close the project without saving."""
        if self.document is None:
            return
        self.play.stop()
        self.play.branches.last = None
        self.warm_up.forget()
        self.prewriting.close()
        self.trials.close()
        self.gestures.cancel()
        self.document.changed.disconnect(self._on_change)  # pyright: ignore[reportUnknownMemberType]
        self.document.forget_views()
        let_collect()
        self.document = self.scene = self.encounter = self._view = None
        self.game = ()
        self.selection.clear()
        self.undo.attach(None)
        self.recovery.close()
        self.terrain.close()
        self.lock.release()
        self.gestures.attach(None)
        self.findings.clear()
        self.opened.emit()
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

    @property
    def title(self) -> str:
        """The project's title, or the name of its folder."""
        if self.document is None:
            return ""
        return str(self.document.value(Path("project", ("title",))) or self.document.folder.name)

    @property
    def is_code_off(self) -> bool:
        """Whether the open project has code of its own that does not run, since the user does not trust it."""
        document = self.document
        return document is not None and not document.trusted and (document.folder / "game").is_dir()

    @property
    def is_dirty(self) -> bool:
        """Whether there are unsaved changes."""
        return self.document is not None and self.undo.is_dirty

    def play_options(self) -> PlayOptions:
        """The settings of play."""
        return self.settings.play

    def warm(self) -> None:
        """Compile the kernels of the open project in the background, where that is still to be done."""
        if self.document is not None:
            self.warm_up.ensure(self.document.folder, self.document.trusted)

    def _prepare_play(self, start: Callable[[], None]) -> bool:
        return self.document is not None and self.warm_up.ensure(self.document.folder, self.document.trusted, start)

    def _want_threads(self, people: int) -> None:
        """Compile what threads run once a crowd is put in that is large enough for them."""
        from engine.physics.scheduler import CROSSOVER_ROWS

        session = self.play.session
        if people >= CROSSOVER_ROWS and (session is None or session.threads):
            self.warm_up.ensure_threads()

    def status(self, text: str) -> None:
        """Say something short in the status bar."""
        self.said.emit(text)

    def pump(self) -> None:
        """Take in what background work says and check what changed; the window calls it for each frame."""
        self.jobs.pump()
        self.outside.pump()
        self.checks.pump()
        self.prewriting.pump()
        self.recovery.pump()
        self.autosave.pump()
        self.clock.pump()
        self.terrain.pump()
        self.frames.look_at_memory()

    @property
    def is_busy(self) -> bool:
        """Whether work in the background goes on or is due."""
        return bool(self.jobs.running) or self.checks.is_due or self.prewriting.is_due

    def shut_down(self) -> None:
        """End all background work; the editor is not used after it."""
        self.close()
        self.watch.close()
        self.checks.close()
        self.jobs.close()

    def _need_document(self) -> Document:
        if self.document is None:
            raise RuntimeError("no project is open")
        return self.document

    def _tell_code(self) -> None:
        """Say in the console when the code of a trusted project is not what it was when it ran last."""
        document = self._need_document()
        if not document.trusted or not (document.folder / "game").is_dir() or is_sample(document.folder):
            return
        changed = CodeSeen().news(document.folder)
        if changed:
            named = ", ".join(changed[:5]) + (f" and {len(changed) - 5} more" if len(changed) > 5 else "")
            self.log.add("warning", "project", f"The project's code has changed since it was last open here: {named}.")

    def _on_change(self, change: ChangeSet) -> None:
        has_moved = change.structure and self._leave_lost_scene()
        if change.structure and len(self.selection):
            self.selection.keep(entity.id for entity in (self.view.entities if self.has_scene else ()))
        if has_moved:
            self.scene_changed.emit()
        prefab, document = self.selection.prefab, self.document
        if prefab is not None and document is not None and f"prefabs/{prefab}" not in document.files:
            self.selection.clear()
        self.document_changed.emit(change)
        self.outside.document_changed()
        self.checks.ask()
        self.prewriting.follow(change)

    def _leave_lost_scene(self) -> bool:
        """Show another scene or encounter where the shown one is no file of the project any more."""
        before = (self.scene, self.encounter)
        self.scene, self.encounter = self._places.after_change(self._need_document(), before)
        return (self.scene, self.encounter) != before
