"""Which changes the document takes while a copy plays: what the copy takes over, and decisions kept as tests."""

from collections.abc import Sequence

from engine.document import Command, Compound, Set, WriteFile
from engine.schema.files import FOLDERS

LIVE_COMPONENTS = frozenset({"agent"})
"""Components whose values a running copy goes on with; all others take effect at the next play."""


def is_live(command: Command) -> bool:
    """Whether a command changes nothing but what agents think with, and pinned decisions, which no copy looks at."""
    if isinstance(command, Compound):
        return all(is_live(part) for part in command.commands)
    if isinstance(command, WriteFile):
        return _is_pin(command.file)
    if isinstance(command, Set) and _is_pin(command.path.file):
        return True
    if not isinstance(command, Set) or command.path.entity_id is None:
        return False
    return bool(command.path.inner) and command.path.inner[0] in LIVE_COMPONENTS


def _is_pin(file: str) -> bool:
    return FOLDERS.get(file.partition("/")[0]) == "decision"


def are_live(commands: Sequence[Command]) -> bool:
    """Whether there are commands, and all of them may be made while a copy plays."""
    return bool(commands) and all(map(is_live, commands))
