"""Links: signals and what follows them, connected together and let go together."""

from collections.abc import Callable

from psygnal import SignalInstance


class Links:
    """Connects each signal with its slot; `close` disconnects them all."""

    def __init__(self, *pairs: tuple[SignalInstance, Callable[..., object]]) -> None:
        self._pairs = pairs
        for signal, slot in pairs:
            signal.connect(slot)

    def close(self) -> None:
        """Follow nothing any more."""
        for signal, slot in self._pairs:
            signal.disconnect(slot)  # pyright: ignore[reportUnknownMemberType]
