"""The editor: the workbench and all services on it, and how projects are opened, saved and closed."""

from collections.abc import Callable
from pathlib import Path as FilePath

from psygnal import Signal

from editor.core.actions.context import ContextKeys
from editor.core.actions.registry import ActionRegistry
from editor.core.agents.service import Agents
from editor.core.balance.chance import ChanceToWin
from editor.core.balance.service import Balance
from editor.core.clock_watch import ClockWatch
from editor.core.direction.service import PlayDirection
from editor.core.encounters.trial import Trials
from editor.core.entities.clipboard import Clipboard
from editor.core.findings.checks import Checks
from editor.core.history.changes import Changes
from editor.core.meshes.project import ProjectMeshes
from editor.core.outside.changes import OutsideChanges
from editor.core.outside.watching import Watch
from editor.core.play.chapter_follower import ChapterFollower
from editor.core.play.starting.warm import WarmUp
from editor.core.profiling.asked import AskedCaptures
from editor.core.profiling.frame_recorder import FrameRecorder
from editor.core.profiling.frames import FrameStats
from editor.core.profiling.watchdog import Watchdog
from editor.core.project.copying import copy_project
from editor.core.project.lock import ProjectLock
from editor.core.project.opening import encounters_of, load_code, load_project, needs_trust, start_project
from editor.core.project.prefab_mode import PrefabMode
from editor.core.project.prewriting import Prewriting
from editor.core.project.recents import Recents
from editor.core.project.trust import CodeSeen
from editor.core.proposals.service import Proposals
from editor.core.recovery.autosave import Autosave
from editor.core.recovery.lost_work import Recovery
from editor.core.settings.bookmarks import Bookmarks
from editor.core.settings.settings import Settings
from editor.core.terrain.service import TerrainService
from editor.core.text_editor import TextEditor
from editor.core.tools import Tools
from editor.core.workbench import Workbench
from engine.collection import collection_paused, keep_out_of_collection, let_collect
from engine.document import ChangeSet, Document
from engine.resources import is_sample

LARGE = 1_000
"""From how many entities on a scene is kept out of the garbage collector's rounds."""


class Editor(Workbench):
    """Everything that a panel, a tool or a story talks to; it knows nothing about windows.

    `chimed` carries the name of a sound of the menus.
    """

    chimed = Signal(str)

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__(settings)
        self.recents = Recents()
        self.context = ContextKeys()
        self.actions = ActionRegistry(self.context)
        self.frames = FrameStats()
        self.frame_recorder = FrameRecorder()
        self.asked_captures = AskedCaptures()
        self.watchdog = Watchdog()
        self.tools = Tools()
        self.bookmarks = Bookmarks()
        self.clipboard = Clipboard()
        self.text_editor = TextEditor(self.settings, self.jobs)
        self.warm_up = WarmUp(self.jobs)
        self.play.prepare = self._prepare_play
        self.play.branches.work_by(self.jobs)
        self.play.populated.connect(self._want_threads)
        self.follower = ChapterFollower(self)
        self.prefab_mode = PrefabMode(self, self.tools, self.open_scene)
        self.changes = Changes(self)
        self.checks = Checks(self, self.prefab_mode)
        self.trials = Trials(self, self.warm_up)
        self.balance = Balance(self, self.warm_up, self.trials)
        self.chance = ChanceToWin(self, lambda: self.balance.workers)
        self.proposals = Proposals(self, self.balance)
        self.direction = PlayDirection(self, self.proposals.loop, self.proposals.make_client)
        self.agents = Agents(self, self.balance, self.proposals, self.open_scene)
        self.prewriting = Prewriting(self)
        self.autosave = Autosave(self)
        self.lock = ProjectLock()
        self.clock = ClockWatch(self.log, self.status)
        self.watch = Watch()
        self.outside = OutsideChanges(self, self.watch)
        self.meshes = ProjectMeshes(self)
        self.terrain = TerrainService(self)
        self.recovery = Recovery(self, self.outside, self.terrain)
        self.sound_device = "Sound has not been started."
        """What plays the sounds, or why nothing does: a sentence for the settings page."""
        self.is_heard = True
        """Whether anything can be heard at all; not where there is no sound device."""
        self.actions.rebind(self.settings.shortcuts)
        self.scene_changed.connect(self._note_place)

    @collection_paused()
    def open_project(self, folder: FilePath | str, trusted: bool = False) -> None:
        """Open a project folder and its main scene; the one open before is closed without saving.

        Raises DocumentError (what, where, expected) with nothing changed when the project cannot be used.
        """
        loaded = load_project(FilePath(folder), trusted=trusted)
        self.close()
        self._take_up(loaded.document, loaded.game)
        self.findings.replace("load", (*loaded.document.load_findings, *loaded.findings))
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
        if scene != self.scene:
            self.selection.clear()  # an entity of the same id is another one there
        self.show_scene(scene, encounter)
        self.checks.ask_anew()

    def go_back_to(self, scene: str, encounter: str) -> None:
        """Show a place of the project where it is still there; else what is shown stays."""
        document = self.document
        if (
            document is None
            or f"scenes/{scene}" not in document.files
            or (scene, encounter) == (self.scene, self.encounter)
        ):
            return
        offered = encounters_of(document, scene)
        self.open_scene(scene, encounter if encounter in offered else next(iter(offered), None))

    def _note_place(self) -> None:
        """Remember where one is, to come back there; a slice that plays goes through places by itself."""
        if (
            self.document is not None
            and self.scene is not None
            and not self.play.is_active
            and not self.prefab_mode.name
        ):
            self.recents.stay(self.document.folder, self.scene, self.encounter or "")

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
        self.outside.trusted()
        self.document_changed.emit(ChangeSet(files=frozenset(document.files), structure=True))
        self.scene_changed.emit()
        self.checks.ask()
        self.warm()
        return True

    def close(self) -> None:
        """Close the project without saving."""
        if self.document is None:
            return
        self.agents.close()
        self.play.stop()
        self.play.branches.last = None
        self.warm_up.forget()
        self.prewriting.close()
        self.trials.close()
        self.balance.close()
        self.chance.close()
        self.direction.close()
        self.proposals.close()
        self.gestures.cancel()
        self._put_away(self.document)
        let_collect()
        self.recovery.close()
        self.terrain.close()
        self.lock.release()
        self.opened.emit()
        self.scene_changed.emit()

    @property
    def is_code_off(self) -> bool:
        """Whether the open project has code of its own that does not run, since the user does not trust it."""
        document = self.document
        return document is not None and not document.trusted and (document.folder / "game").is_dir()

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

    def pump(self) -> None:
        """Take in what background work says and check what changed; the window calls it for each frame."""
        self.log.pump()
        self.jobs.pump()
        self.outside.pump()
        self.checks.pump()
        self.balance.pump()
        self.chance.pump()
        self.proposals.pump()
        self.direction.pump()
        self.agents.pump()
        self.prewriting.pump()
        self.recovery.pump()
        self.autosave.pump()
        self.clock.pump()
        self.terrain.pump()
        self.frames.look_at_memory()

    @property
    def is_busy(self) -> bool:
        """Whether work in the background goes on or is due."""
        is_due = self.checks.is_due or self.prewriting.is_due or self.balance.is_due
        is_talking = self.proposals.is_busy or self.direction.is_busy or self.agents.is_busy
        return bool(self.jobs.running) or is_due or is_talking

    def shut_down(self) -> None:
        """End all background work; the editor is not used after it."""
        self.close()
        self.watch.close()
        self.checks.close()
        self.agents.shut_down()
        self.proposals.shut_down()
        self.balance.shut_down()
        self.jobs.close()
        self.log.pump()

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
        super()._on_change(change)
        self.outside.document_changed()
        self.checks.ask()
        self.prewriting.follow(change)
