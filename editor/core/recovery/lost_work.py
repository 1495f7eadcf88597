"""Recovery: finds the work of sessions that ended without saving, and brings it back into the open project."""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from editor.core.history.undo import Entry
from editor.core.recovery.recorder import JournalRecorder
from editor.core.recovery.settings import given_since
from engine.document import ChangeSet, Document, DocumentError
from engine.document.disk.files import read_file
from engine.document.disk.reading import UnusableError
from engine.document.journal import (
    Replayed,
    Session,
    SessionJournal,
    Told,
    is_spoiled,
    read_session,
    replay,
    session_paths,
)
from engine.document.journal.texts import digest_of
from engine.document.merge import merge, merge_commands
from engine.terrain.streaming.config import FILE_NAME
from engine.user_state import state_folder

if TYPE_CHECKING:
    from editor.core.outside.changes import OutsideChanges
    from editor.core.terrain.service import TerrainService
    from editor.core.workbench import Workbench

FOLDER = "journal"
KEPT = "kept"
"""Where journals go of which only a part could be replayed."""


class RecoveryError(Exception):
    """Lost work that can't be brought back now; the message is the sentence for the user."""


@dataclass(frozen=True)
class Lost:
    """The work of a session that ended without saving: whose project, what was done, oldest first, and when last.

    `last` is in seconds since the epoch, by the clock of that session. `path` is the folder of its journal. `damage`
    says, where the journal is damaged, that only what lies before that is listed.
    """

    project: Path
    title: str
    entries: tuple[Told, ...]
    last: float
    path: Path
    damage: str = ""

    @property
    def sentence(self) -> str:
        """What was lost, in one line: "12 changes to Veilweaver"."""
        count = len(self.entries)
        return f"{count} change{'' if count == 1 else 's'} to {self.title or self.project.name}"


@dataclass(frozen=True)
class Recovered:
    """What came back: how many changes, and which can't and why; whether a merge with others' changes comes first."""

    count: int
    is_merging: bool = False
    left: tuple[Told, ...] = ()
    reason: str = ""
    kept: Path | None = None
    """Where the journal is kept of which only a part came back."""

    @property
    def changes(self) -> str:
        """How many changes, in words."""
        return f"{self.count} change{'' if self.count == 1 else 's'}"

    @property
    def sentence(self) -> str:
        """What happened, for the status bar."""
        text = f"{self.changes} recovered; save to keep them"
        if self.is_merging:
            text = f"{self.changes} can come back; the files were changed since, so choose what holds in Conflicts"
        if self.left:
            text += f". {len(self.left)} could not be recovered: {self.reason.rstrip('.')}"
        elif self.kept is not None:
            text += f". What lies behind the damage in the journal can't be read; the journal is kept in {self.kept}"
        return f"{text}."


class Recovery:
    """Lost work of all projects; `recorder` keeps the journal of the open one."""

    def __init__(self, bench: "Workbench", outside: "OutsideChanges", terrain: "TerrainService") -> None:
        self._bench, self._outside, self._terrain = bench, outside, terrain
        self.recorder = JournalRecorder(bench, self.settle)
        self._merging: list[_Merging] = []
        """Sessions whose work comes by way of a merge; a save ends those whose merge was applied."""
        bench.undo.recorder = self.recorder
        outside.recovered.connect(self._applied)

    def pending(self, folder: Path | str | None = None) -> list[Lost]:
        """The lost work of all projects or of one, newest first; empty leavings of dead sessions are cleared away.

        Reads files only, so a job may call it.
        """
        wanted = Path(folder).resolve() if folder is not None else None
        found: list[Lost] = []
        for path in reversed(session_paths(state_folder() / FOLDER)):
            session = Session(path)
            if not session.take():
                continue
            try:
                journal = read_session(session)
                if not session.is_firm and (journal is None or journal.owner.is_alive):
                    continue
                lost = _lost(journal) if journal is not None else None
                if lost is None:
                    _clear_away(session)
                elif wanted is None or lost.project == wanted:
                    found.append(lost)
            except OSError:
                # Its work stays where it is, and is looked for again at the next start.
                continue
            finally:
                session.release()
        return found

    def recover(self, lost: Lost) -> Recovered:
        """Bring lost work into the open project: its changes are in the history again, and nothing is written.

        Where other programs have changed the files since, or the project has unsaved changes already, a merge is
        begun instead; see `Recovered.is_merging`.

        Raises:
            RecoveryError: Another project is open, another editor is recovering it, other recovered work still waits
                in a merge, or nothing of it can be read.
        """
        bench = self._bench
        document = bench.document
        if document is None or document.folder.resolve() != lost.project:
            raise RecoveryError(f"Open {lost.project} first; its lost work belongs there.")
        bench.edit_refusal()
        bench.gestures.finish()
        pending = self._outside.pending
        if pending is not None and pending.origin == "recovery":
            count = f"{pending.open} conflict{'' if pending.open == 1 else 's'}"
            raise RecoveryError(f"Settle the {count} of the work that is being recovered first, in Conflicts.")
        session = Session(lost.path)
        if not session.take():
            raise RecoveryError("Another editor is recovering this work, or it is there no more.")
        try:
            journal, replayed = _replayed(session, document)
            if bench.is_dirty or document.unsaved() or not replayed.fits(document.on_disk()):
                return self._merge(journal, replayed, document)
        except BaseException:
            session.release()
            raise
        return self._take_over(journal, replayed, document)

    def discard(self, lost: Lost) -> None:
        """Forget lost work for good.

        Raises:
            RecoveryError: Another editor has it.
        """
        session = Session(lost.path)
        if not session.path.is_dir():
            return
        if not session.take():
            raise RecoveryError("Another editor is recovering this work.")
        session.remove()

    def _applied(self) -> None:
        """Called when a merge of recovered work was applied; its entry, where it needed one, is the last one done."""
        undo = self._bench.undo
        entry = undo.entries[undo.index - 1] if undo.index else None
        # Only the last one can wait: no other is begun before it is settled.
        for each in self._merging[-1:]:
            if not each.is_applied:
                each.is_applied, each.entry = True, entry

    def settle(self) -> None:
        """Called when everything is saved: journals of work that was merged in have done their duty."""
        undo = self._bench.undo
        done = {id(entry) for entry in undo.entries[: undo.index]}
        settled = [each for each in self._merging if each.is_applied and (not each.entry or id(each.entry) in done)]
        self._merging = [each for each in self._merging if each not in settled]
        for each in settled:
            if each.is_whole:
                each.session.remove()
            else:
                _keep(each.session)

    def close(self) -> None:
        """Let others have what was not saved."""
        for each in self._merging:
            each.session.release()
        self._merging = []

    def pump(self) -> None:
        """Keep the journal going; called for each frame."""
        self.recorder.pump()

    def _take_over(self, journal: SessionJournal, replayed: Replayed, document: Document) -> Recovered:
        """The document becomes what it was, with its whole history."""
        bench = self._bench
        entries = [
            Entry(step.command, step.told.sentence, step.told.who, step.told.time, recovered=True)
            for step in replayed.steps
        ]
        saved = replayed.saved_index(document.on_disk())
        left = _left(journal, replayed)
        count = len(journal.history.unsaved()) - len(left)
        document.become(replayed.document, replayed.based)
        bench.undo.restore(entries, replayed.index, saved)
        since = journal.history.fork if saved is None else saved
        given = given_since([entry.command for entry in entries], since, replayed.index)
        if given:
            bench.document_changed.emit(ChangeSet(beside=given))
        kept = None
        if _is_whole(journal, replayed):
            self.recorder.resume(journal, replayed)
        elif self.recorder.begin_anew(replayed.index):
            self.recorder.keep()
            kept = self._set_aside(journal, replayed, document)
        recovered = Recovered(count, left=left, reason=_reason(replayed, document), kept=kept)
        bench.log.add("ok", "recovery", recovered.sentence)
        bench.status(recovered.sentence)
        return recovered

    def _merge(self, journal: SessionJournal, replayed: Replayed, document: Document) -> Recovered:
        """Others have changed the files meanwhile: what the project holds now and the lost work are merged."""
        bench = self._bench
        now = {file: document.text(file) for file in document.files}
        lost = {file: replayed.document.text(file) for file in replayed.based if file in replayed.document.files}
        kept = {file: text for file, text in now.items() if file not in replayed.disk}
        known = {file: text for file, text in replayed.disk.items() if text is not None}
        merged = merge({**kept, **known}, {**kept, **lost}, now, vocabulary=document.vocabulary)
        left = _left(journal, replayed)
        recovered = Recovered(
            len(journal.history.unsaved()) - len(left), bool(merged.conflicts), left, _reason(replayed, document)
        )
        merging = _Merging(journal.session, _is_whole(journal, replayed))
        if merged.conflicts and self._outside.pending is not None:
            raise RecoveryError("Another merge waits in Conflicts. Apply it first, then recover this")
        if merged.conflicts:
            self._merging.append(merging)
            self._outside.begin(merged, "recovery")
            self._give_settings(journal, replayed)
        else:
            self._give_settings(journal, replayed)
            command = merge_commands(document, merged.texts(), f"Recover {recovered.changes}")
            if command is not None:
                bench.run(command, "merge")
            self._merging.append(merging)
            self._applied()
            if command is None and not bench.is_dirty:
                self.settle()
        bench.log.add("ok", "recovery", recovered.sentence)
        bench.status(recovered.sentence)
        return recovered

    def _give_settings(self, journal: SessionJournal, replayed: Replayed) -> None:
        """Set what the lost work had set of the streaming, as an entry of its own; what can't be used now is left."""
        history = journal.history
        saved = history.fork if history.saved is None else history.saved
        given = given_since([step.command for step in replayed.steps], saved, replayed.index)
        with contextlib.suppress(ValueError):
            self._terrain.set_config(**{key: value for (file, key), value in given.items() if file == FILE_NAME})

    def _set_aside(self, journal: SessionJournal, replayed: Replayed, document: Document) -> Path | None:
        """Keep the raw journal of which a part is left, but offer it no more; an untrusted project may try again."""
        if replayed.stopped_at is not None and not document.trusted and (document.folder / "game").is_dir():
            journal.session.release()
            return journal.session.path
        return _keep(journal.session)


@dataclass
class _Merging:
    """A session whose work comes by way of a merge."""

    session: Session
    is_whole: bool
    """Whether all that its journal holds is in that merge."""
    is_applied: bool = False
    entry: Entry | None = None
    """The entry of the history that holds the merge; None where nothing had to be changed."""


def _keep(session: Session) -> Path | None:
    """Put a journal where it is offered no more, but where somebody may still look into it; None if that failed."""
    try:
        return session.set_aside(state_folder() / FOLDER / KEPT)
    except OSError:
        return None


def _clear_away(session: Session) -> None:
    """Remove a session of which nothing was lost; one of which not everything can be read is kept."""
    if is_spoiled(session):
        _keep(session)
    else:
        session.remove()


def _is_whole(journal: SessionJournal, replayed: Replayed) -> bool:
    return replayed.stopped_at is None and not journal.is_spoiled


def _lost(journal: SessionJournal) -> Lost | None:
    entries = journal.history.unsaved()
    was_saving = journal.was_saving
    if was_saving is not None and entries and _holds(journal.project, was_saving):
        entries = []
    if not entries:
        return None
    damage = journal.records.damage
    return Lost(journal.project, journal.title, tuple(entries), journal.last, journal.session.path, damage)


def _holds(project: Path, digests: Mapping[str, str | None]) -> bool:
    """Whether the files of a project are those that a save was writing: then it had come to its end."""
    for file, digest in digests.items():
        try:
            text = read_file(project, file).text
        except FileNotFoundError:
            text = None
        except (OSError, ValueError, UnusableError):
            return False
        if digest_of(text) != digest:
            return False
    return True


def _replayed(session: Session, document: Document) -> tuple[SessionJournal, Replayed]:
    try:
        journal = read_session(session)
        if journal is None:
            raise RecoveryError(f"The journal in {session.path} can't be read; nothing of it can be recovered.")
        return journal, replay(journal, document)
    except (OSError, DocumentError) as error:
        raise RecoveryError(f"The journal in {session.path} can't be replayed: {error}") from error


def _left(journal: SessionJournal, replayed: Replayed) -> tuple[Told, ...]:
    if replayed.stopped_at is None:
        return ()
    rest = journal.records.items[replayed.stopped_at :]
    return tuple(
        Told(str(record.fields.get("say", "")), str(record.fields.get("who", "you")), 0.0)
        for record in rest
        if record.kind == "done"
    )


def _reason(replayed: Replayed, document: Document) -> str:
    if replayed.stopped_at is None:
        return ""
    if not document.trusted and (document.folder / "game").is_dir():
        return f"{replayed.problem} Trust the project, open it again and recover the rest"
    return replayed.problem
