"""What was copied, kept inside the editor for the next paste."""

from collections.abc import Mapping

from psygnal import Signal

from editor.core.entities.edits import Copied


class Clipboard:
    """The entities that the next paste adds; `pastes` counts how often that happened since they were copied."""

    changed = Signal()

    def __init__(self) -> None:
        self._copied: tuple[Copied, ...] = ()
        self._files: Mapping[str, str] = {}
        self.pastes = 0

    @property
    def copied(self) -> tuple[Copied, ...]:
        """What was copied last."""
        return self._copied

    @property
    def files(self) -> Mapping[str, str]:
        """The text of each prefab and mesh that it is made of, by file: another project may lack them."""
        return self._files

    def take(self, copied: tuple[Copied, ...], files: Mapping[str, str]) -> None:
        """Keep these for the next paste."""
        self._copied, self._files = copied, files
        self.pastes = 0
        self.changed.emit()
