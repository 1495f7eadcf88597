"""Where runs began that did not begin at the start, so that the next one can begin there again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.play.commands import StartAt

if TYPE_CHECKING:
    from engine.play.past.history import History


@dataclass(frozen=True)
class StartPlace:
    """A place (x, z) [m], a beat by its id, or both."""

    place: tuple[float, float] | None = None
    beat: str = ""


class StartPlaces:
    """The last place or beat that somebody played from, for each scene with its encounter, while the window is open."""

    def __init__(self) -> None:
        self._last: dict[tuple[str | None, str | None], StartPlace] = {}

    def remember(self, scene: str | None, encounter: str | None, where: StartPlace) -> None:
        """A run begins there."""
        self._last[scene, encounter] = where

    def last(self, scene: str | None, encounter: str | None) -> StartPlace | None:
        """Where the last run of a scene began that did not begin at the start."""
        return self._last.get((scene, encounter))


def begun_at(history: "History | None") -> "Sequence[StartAt]":
    """What a run was told before its first tick about where to begin; nothing for one that began at the start."""
    return [said for said in history.said_at(0) if isinstance(said, StartAt)] if history is not None else []
