"""What was copied, kept inside the editor for the next paste."""

from psygnal import Signal

from editor.core.entities.edits import Copied


class Clipboard:
    """The entities that the next paste adds; `pastes` counts how often that happened since they were copied."""

    changed = Signal()

    def __init__(self) -> None:
        self._copied: tuple[Copied, ...] = ()
        self.pastes = 0

    @property
    def copied(self) -> tuple[Copied, ...]:
        """What was copied last."""
        return self._copied

    def take(self, copied: tuple[Copied, ...]) -> None:
        """Keep these for the next paste."""
        self._copied = copied
        self.pastes = 0
        self.changed.emit()
