"""The states around large changes of the history, so that going over one again takes no work."""

from collections import OrderedDict
from dataclasses import dataclass

from engine.document import ChangeSet, Command, Document, Snapshot


@dataclass(frozen=True)
class _Step:
    before: Snapshot
    after: Snapshot
    change: ChangeSet


class LargeSteps:
    """Remembers both states of the last few large changes. A state shares with the next one all that did not change."""

    MOST = 12
    """How many are remembered: each keeps a table of the entities of a file, 0.5 MB at 10,000 of them."""
    MANY = 100
    """From how many changed places on; what changes fewer is done again as quickly."""

    def __init__(self) -> None:
        self._steps: OrderedDict[int, tuple[Command, _Step]] = OrderedDict()

    def apply(self, document: Document, command: Command) -> None:
        """Make a change and remember it, where it is large. Raises CommandError as the document does."""
        before = document.snapshot()
        change = document.apply(command)
        if len(change.paths) >= self.MANY:
            self._steps[id(command)] = (command, _Step(before, document.snapshot(), change))
            self._steps.move_to_end(id(command))
            while len(self._steps) > self.MOST:
                self._steps.popitem(last=False)

    def undo(self, document: Document, command: Command) -> None:
        """Take a change back."""
        step = self._step(command)
        if step is None or not document.return_to(step.before, step.after, step.change):
            document.apply(command.inverse())

    def redo(self, document: Document, command: Command) -> None:
        """Make a change again."""
        step = self._step(command)
        if step is None or not document.return_to(step.after, step.before, step.change):
            self.apply(document, command)

    def forget(self) -> None:
        """Let everything go."""
        self._steps.clear()

    def _step(self, command: Command) -> _Step | None:
        known = self._steps.get(id(command))
        return known[1] if known is not None else None
