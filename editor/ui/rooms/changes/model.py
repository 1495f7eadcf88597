"""The differences between the open project and the state to compare with, found in the background."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from editor.api import Job, Links, Signal
from editor.core.history.changes import Change, Since, compare, ways_back
from editor.ui.rooms.authoring import run_together, show_entity, why_locked


class ChangesModel:
    """The differences that pass the filter; `changed` fires when there may be others.

    They are found anew when somebody asks with `look` and the project or the state to compare with is another one.
    """

    changed = Signal()

    def __init__(self, editor: Any) -> None:
        self.editor = editor
        self.words = ""
        self._found: tuple[Change, ...] = ()
        self._of: tuple[Any, Any] = (None, None)
        self._job: Job | None = None
        self._asked: tuple[Any, Any] = (None, None)
        self._links = Links(
            (editor.changes.changed, self._changed),
            (editor.document_changed, self._changed),
            (editor.opened, self._changed),
            (editor.play.changed, self._changed),
        )

    def close(self) -> None:
        """Stop following the editor."""
        if self._job is not None:
            self._job.cancel()
        self._links.close()
        self.changed.disconnect()

    @property
    def is_open(self) -> bool:
        """Whether a project is open."""
        return self.editor.document is not None

    @property
    def is_current(self) -> bool:
        """Whether what is known is of the present state."""
        return self._of == self._states() or not self.is_open

    @property
    def since(self) -> Since:
        """What the project is compared with."""
        return self.editor.changes.since

    def compare_with(self, since: Since) -> None:
        """Compare with another state."""
        self.editor.changes.since = since

    @property
    def count(self) -> int:
        """How many differences there are, filtered or not."""
        return len(self._found) if self.is_open else 0

    def search(self, text: str) -> None:
        """Show only what has all these words in its entity, its file or what changed."""
        self.words = text
        self.changed.emit()

    def changes(self) -> tuple[Change, ...]:
        """The differences to show, by file and entity."""
        words = self.words.lower().split()
        found = self._found if self.is_open else ()
        return tuple(each for each in found if all(word in _text(each) for word in words)) if words else found

    def look(self) -> None:
        """Find the differences of the present state in the background, unless they are known or being found."""
        states = self._states()
        if not self.is_open or states in (self._of, self._asked):
            return
        if self._job is not None:
            self._job.cancel()
        self._asked = states
        before, now = states
        self._job = self.editor.jobs.submit(
            "Compare", lambda _progress, _cancelled: compare(before, now), self._compared, quiet=True
        )

    @property
    def why_locked(self) -> str:
        """Why nothing can be reverted now; empty when it can."""
        return why_locked(self.editor) or ("" if self.is_current else "It is being compared.")

    def revert(self, changes: Sequence[Change]) -> bool:
        """Take differences back as one step of the history; False when it is refused, which the status bar tells."""
        if self.why_locked or not changes:
            return False
        names = list(dict.fromkeys(change.name for change in changes))
        title = f"Revert {names[0]}" if len(names) == 1 else f"Revert {len(changes)} changes of {len(names)} things"
        if len(changes) == 1 and changes[0].kind == "changed":
            title = f"Revert {names[0]}'s {changes[0].what.lower()}"
        return run_together(self.editor, title, ways_back(self.editor.document.snapshot(), changes), always_titled=True)

    def go_to(self, change: Change) -> None:
        """Select the entity of a difference, its scene opened where it is another one."""
        if change.entity is not None and change.kind != "removed":
            show_entity(self.editor, change.file, change.entity)

    def _states(self) -> tuple[Any, Any]:
        document = self.editor.document
        return (self.editor.changes.base, document.snapshot() if document is not None else None)

    def _compared(self, job: Job) -> None:
        if job is not self._job or job.state != "done":
            return
        self._found, self._of = job.result, self._asked
        self.changed.emit()

    def _changed(self, *_: object) -> None:
        if not self.is_open:
            self._found, self._of, self._asked = (), (None, None), (None, None)
        self.changed.emit()


def _text(change: Change) -> str:
    return f"{change.name} {change.file} {change.what} {change.kind} {change.entity or ''}".lower()
