"""Changes made outside: takes in what other programs do to the project's files, or merges it with one's own changes."""

from typing import TYPE_CHECKING, Literal

from editor.core.outside import words
from editor.core.outside.entering import mark
from editor.core.outside.lost import Lost
from editor.core.outside.reading import Answer, Question, Result, look
from editor.core.outside.resolving import Resolving
from engine.document import Document, DocumentError
from engine.document.path import Namer, by_id
from engine.document.views.naming import names_in
from engine.document.wording import counted
from engine.schema.file_bytes import named_on_disk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from editor.core.jobs import Job
    from editor.core.outside.watching import Watch
    from editor.core.workbench import Workbench


Way = Literal["resolve", "merge", "stop", ""]
"""What else can be done: resolve conflicts, merge both, stop the running copy and merge both, or nothing."""


class SaveHeldError(DocumentError):
    """Saving would bury what another program wrote; says so, and what else than writing over it can be done."""

    def __init__(self, what: str, files: "Iterable[str]", expected: str, way: Way) -> None:
        super().__init__(what, ", ".join(map(named_on_disk, files)), expected)
        self.way = way


class OutsideChanges(Resolving):
    """Follows the disk for the open project; `changed` fires also when the offer differs."""

    def __init__(self, bench: "Workbench", watch: "Watch") -> None:
        super().__init__(bench)
        self._watch = watch
        self.offer: Answer | None = None
        """What waits for the user's word, where the settings say that he is asked."""
        self._job: Job | None = None
        self._is_due = self._is_held = self._has_consent = False
        bench.findings.doors.update(words.DOORS)
        bench.opened.connect(self._opened)

    @property
    def is_reading(self) -> bool:
        """Whether a look at the disk goes on or is due."""
        return self._job is not None or self._is_due

    # -- the editor's calls ----------------------------------------------------------------------------------------

    def _opened(self) -> None:
        """A project was opened, closed, or saved elsewhere: follow its folder."""
        document = self._bench.document
        if document is not self._document:
            self.pending = self.offer = None
            self.lost = Lost()
            self._is_held = self._is_stale = self._has_consent = False
            self._job = None
            self.git.attach(document)
        self._document = document
        self._is_due = False
        if document is None:
            self._watch.close()
        else:
            self._watch.open(document.folder)
        self.changed.emit()

    def ask(self) -> None:
        """Look at the disk soon, as when the window gets the keyboard back."""
        if self._document is not None:
            self._is_due = True
            self.git.ask()

    def pump(self) -> None:
        """Take what the watch tells, and begin to look where something may be seen."""
        document = self._document
        if document is None:
            return
        news = self._watch.take()
        if news is None or news:
            self.ask()
        if self._is_held and not (self._why_wait or self._is_recovering):
            self._is_held, self._is_due = False, True
        if self._is_stale and self._is_recovering:
            self.merge_again(document)
        if self._is_due and self._job is None:
            self._start(document)
        self.git.pump()

    def document_changed(self) -> None:
        """The document differs: an open merge is made again with it."""
        if self.pending is not None:
            self._is_due = self._is_due or self.pending.origin == "disk"
            self._is_stale = self.pending.origin == "recovery"
            self.git.ask()
        if self.pending is not None or not self.lost.is_empty:
            self.refresh_findings()

    def before_save(self) -> None:
        """Make sure that saving buries nothing.

        Raises:
            SaveHeldError: Conflicts are open, or another program changed what would be written.
        """
        document = self._document
        if document is None:
            return
        if not self._why_wait:
            self.look_now()
        elif touched := [name for name, each in document.foreign(document.unsaved()).items() if not each.has_vanished]:
            what = "another program has changed the file while a copy plays, so it was not written"
            expected = "that the copy is stopped and both are merged, or save yours over the other version"
            raise SaveHeldError(what, touched, f"{expected}, which stays as .bak", "stop")
        either = "or save yours over the other version, which stays as .bak"
        if self.pending is not None and self.pending.origin == "disk":
            wait = f"{counted(self.pending.open, 'conflict')} open" if self.pending.open else "the merge not applied"
            what = f"the file was changed on disk while it was changed here, with {wait}; so it was not written"
            expected = f"that you resolve them in Conflicts, {either}"
            raise SaveHeldError(what, self.pending.files, expected, "resolve")
        clashing = [name for name in document.unsaved() if self.offer is not None and name in self.offer.texts]
        if clashing:
            what = "another program has changed the file meanwhile, so it was not written"
            raise SaveHeldError(what, clashing, f"that both are merged first, {either}", "merge")
        garbled = [name for name in document.unsaved() if name in self.lost.garbled]
        if garbled:
            what = "another program left the file in a state that can't be read, so it was not written"
            raise SaveHeldError(what, garbled, f"that it is mended there, {either}", "")

    def after_save(self) -> None:
        """The files hold what the document holds."""
        if self._document is None:
            return
        self.lost.saved(self._document)
        self.offer = None
        if self.pending is not None and self.pending.origin == "disk":
            self.drop()
        self.git.after_save()
        self.refresh_findings()

    def trusted(self) -> None:
        """The user trusts the project from now on, so git may be asked about it."""
        self.git.attach(self._document)

    def moved(self) -> None:
        """The project goes on in another folder: what others do in the old one, git too, concerns it no more."""
        self.git.attach(self._document)
        self.after_save()

    def look_now(self) -> None:
        """Look at the disk and take in what can be taken in, before this returns."""
        document = self._document
        if document is None:
            return
        self._is_due = True
        while self.is_reading and self._document is document:
            if self._job is None:
                self._start(document)
            assert self._job is not None
            self._bench.jobs.wait(self._job)

    def take_in(self) -> None:
        """The user's word for what waits for it."""
        self._has_consent = self._is_due = True

    # -- looking ---------------------------------------------------------------------------------------------------

    def _start(self, document: Document) -> None:
        self._is_due = False
        question = Question.about(document, self.lost.vanished)

        def done(job: "Job") -> None:
            self._job = None
            if job.state == "done" and self._document is document:
                self._take(document, job.result)
            elif job.state == "failed":
                self._bench.log.add("error", "files", f"Changes on disk were not looked at: {job.error}")

        self._job = self._bench.jobs.submit(
            "Reading changes on disk", lambda _progress, _cancelled: look(question), done, quiet=True
        )

    def _take(self, document: Document, answer: Answer) -> None:
        if document.revision != answer.revision:
            self._is_due = True
            return
        document.take_note(answer.found, {})
        for notice in self.lost.take(document, answer):
            self.told.emit(notice)
        if answer.vanished:
            mark(self._bench, document)
        wait = self._why_wait
        if not answer.texts:
            self._nothing_new()
        elif wait:
            if not self._is_held:
                when = "you stop playing" if self._bench.play.is_active else "the drag ends"
                self._bench.status(f"{words.named(list(answer.texts))} changed on disk; taken in when {when}.")
            self._is_held = True
        elif self._bench.settings.files.outside_changes == "ask" and not self._has_consent and self.pending is None:
            self._make_offer(answer)
        elif answer.result is None and self._is_recovering:
            self._is_held = True
        elif answer.result is None:
            assert answer.merge is not None
            self.offer = None
            self.begin(answer.merge, "disk", (), answer.texts)
        else:
            self._take_in(document, answer, answer.result)
        self.refresh_findings()

    def _nothing_new(self) -> None:
        self._has_consent = False
        if self.offer is not None:
            self.offer = None
            self.changed.emit()
        if self.pending is not None and self.pending.origin == "disk":
            # The other program took its change back.
            self.drop()

    def _names(self) -> Namer:
        return names_in(self._document.snapshot()) if self._document is not None else by_id

    def _make_offer(self, answer: Answer) -> None:
        is_new = self.offer is None or self.offer.texts != answer.texts
        self.offer = answer
        if is_new:
            self.told.emit(words.offer(list(answer.texts), answer.changes, self._names()))
            self.changed.emit()

    def _take_in(self, document: Document, answer: Answer, result: Result) -> None:
        self.offer, self._has_consent = None, False
        files = list(answer.texts)
        new = [name for name in files if name not in document.files]
        is_plain = all(write.new == answer.texts.get(write.file) for write in result.writes)
        if is_plain:
            title = words.taken_in_title(files, new, answer.changes)
            notice = words.taken_in(files, new, answer.changes, self._names())
        else:
            title = words.merged_title(files, answer.changes, 0, "disk")
            notice = words.merged(files, answer.changes, self._names())
        if self._enter(document, result, title, "disk" if is_plain else "merge", answer.texts) and result.writes:
            self.told.emit(notice)
        if self.pending is not None and self.pending.origin == "disk":
            self.pending = None
        self.changed.emit()

    def refresh_findings(self) -> None:
        """Tell in Problems what is wrong between disk and document now."""
        document, findings = self._document, self._bench.findings
        if document is None:
            return
        listed = self.lost.findings(document)
        if self.offer is not None:
            listed.append(words.offer_finding(list(self.offer.texts), self.offer.changes, self._names()))
        if self.pending is not None:
            listed.append(words.conflict_finding(self.pending.files, self.pending.open, self.pending.origin))
        loaded = findings.from_source("load")
        # What was broken when the project was opened is known better by now.
        better = {*document.files, *self.lost.broken}
        findings.replace(
            "load",
            [
                each
                for each in loaded
                if each.rule != "broken-file" or each.where is None or each.where.file not in better
            ],
        )
        findings.replace("outside", listed)
