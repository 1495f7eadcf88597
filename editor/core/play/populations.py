"""How many people wander about in a running copy by command, counting what is still to be said to it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.play.commands import PlayCommand, Populate

if TYPE_CHECKING:
    from engine.play.running.session import Session


def people_ahead(session: "Session | None", queued: "Sequence[PlayCommand]") -> int:
    """How many there are, or will be once the clock goes on."""
    asked = [command.count for command in queued if isinstance(command, Populate)]
    if asked:
        return asked[-1]
    there = session.population if session is not None else None
    return there.count if there is not None else 0
