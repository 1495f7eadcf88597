"""A call as the tool that serves it sees it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Call:
    """One call as a tool sees it: who asks, whom to tell how far it is, and whether it was given up."""

    agent: str
    progress: Callable[[float | None, str], None]
    cancelled: Callable[[], bool]
