"""What was copied, kept inside the editor and offered to other programs as TOML text."""

from psygnal import Signal

from editor.core.entities import Copied


class Clipboard:
    """The entities that the next paste adds."""

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
