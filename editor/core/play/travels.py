"""Notes that a session has come to another chapter, for whoever asks after its tick."""

from collections.abc import Sequence


class Travels:
    """Listens to a session."""

    def __init__(self) -> None:
        self._has_travelled = False

    def take(self) -> bool:
        """Whether the session has travelled, or begun a chapter anew, since the last question."""
        has_travelled, self._has_travelled = self._has_travelled, False
        return has_travelled

    def travelled(self, session: object) -> None:
        """The session is in another world."""
        self._has_travelled = True

    def stepped(self, session: object, commands: Sequence[object]) -> None:
        """The session played a tick."""

    def restored(self, session: object) -> None:
        """The session was put to another tick."""
