"""The circuit breaker: a client that keeps failing is left alone for a while, and then tried with one question."""

PROBING = 0.25
"""How long the others wait while that one question is on its way, before they look again [s]."""


class Breaker:
    """Opens after `faults` faults in a row; `rest` seconds later one question may pass, and its end decides."""

    def __init__(self, faults: int, rest: float) -> None:
        self._limit = faults
        self._rest = rest
        self._in_row = 0
        self._closed_until: float | None = None
        self._is_probing = False
        self.opened = 0
        """How often it has opened."""

    @property
    def is_open(self) -> bool:
        """Whether the client counts as broken: it rests, or is tried with one question."""
        return self._closed_until is not None

    @property
    def in_row(self) -> int:
        """Faults since the last sign of health."""
        return self._in_row

    def wait(self, now: float) -> float:
        """How long nothing may be asked [s]; 0 if it may now."""
        if self._closed_until is None:
            return 0.0
        if now < self._closed_until:
            return self._closed_until - now
        return PROBING if self._is_probing else 0.0

    def asked(self) -> None:
        """A question is on its way."""
        self._is_probing = self._closed_until is not None

    def failed(self, now: float) -> None:
        """It ended in a fault of the other side."""
        self._in_row += 1
        if self._in_row >= self._limit or self._is_probing:
            self.opened += not self.is_open
            self._closed_until = now + self._rest
        self._is_probing = False

    def answered(self) -> None:
        """The other side is well: it answered, be it to refuse."""
        self._in_row = 0
        self._closed_until = None
        self._is_probing = False

    def unknown(self) -> None:
        """The question was taken back before its end."""
        self._is_probing = False
