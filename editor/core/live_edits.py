"""Which changes the document takes while a copy of it plays: those that the running copy takes over."""

from collections.abc import Sequence

from engine.document import Command, Compound, Set

LIVE_COMPONENTS = frozenset({"agent"})
"""Components whose values a running copy goes on with; all others take effect at the next play."""


def is_live(command: Command) -> bool:
    """Whether a command changes nothing but what agents think with."""
    if isinstance(command, Compound):
        return all(is_live(part) for part in command.commands)
    if not isinstance(command, Set) or command.path.entity_id is None:
        return False
    return bool(command.path.inner) and command.path.inner[0] in LIVE_COMPONENTS


def are_live(commands: Sequence[Command]) -> bool:
    """Whether there are commands, and a running copy can take over all of them."""
    return bool(commands) and all(map(is_live, commands))
