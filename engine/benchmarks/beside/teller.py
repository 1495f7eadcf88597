"""How work beside the window says how far it is, and hands over what it has found so far."""

from typing import Any, Protocol


class Teller(Protocol):
    """Given to work that runs in a process of its own."""

    def progress(self, fraction: float | None, text: str = "") -> None:
        """How far it is, 0 to 1 or unknown, and a short text such as "5 of 8"."""
        ...

    def part(self, found: Any) -> None:
        """Hand over one thing that can be pickled; many small ones never hold the other process for long."""
        ...
