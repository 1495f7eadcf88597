"""What an earlier version would change, in sentences: read and compared on a snapshot, so that a job may do it."""

from collections.abc import Callable
from dataclasses import dataclass

from editor.core.recovery.autosave import Version, read_texts
from engine.document import CommandError, Document, DocumentError, Snapshot
from engine.document.diff import diff
from engine.document.views.naming import names_in

MOST = 500


@dataclass(frozen=True)
class Difference:
    """How the project would change: one sentence each, how many more there are, and what keeps it from being told."""

    sentences: tuple[str, ...] = ()
    more: int = 0
    problem: str = ""

    @property
    def is_none(self) -> bool:
        """Whether the project is as that version was."""
        return not self.sentences and not self.problem


def difference(snapshot: Snapshot, version: Version, cancelled: Callable[[], bool] = lambda: False) -> Difference:
    """What going back to a version would change in a state of the project."""
    try:
        texts = {file: snapshot.text(file) for file in snapshot.files} | read_texts(version)
        then = Document.from_texts(texts, folder=snapshot.folder, vocabulary=snapshot.vocabulary)
        if cancelled():
            return Difference()
        commands = diff(snapshot, then.snapshot(), version.files)
    except OSError as error:
        return Difference(problem=f"{error.filename or version.path} cannot be read: {error.strerror or error}.")
    except (CommandError, DocumentError, ValueError) as error:
        return Difference(problem=f"{str(error).rstrip('.')}.")
    names = names_in(snapshot, then.snapshot())
    sentences = tuple(command.sentence(names) for command in commands[:MOST])
    return Difference(sentences, max(0, len(commands) - MOST))
