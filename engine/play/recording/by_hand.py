"""Whether a run was played by a person alone, and a name for it that tells two plays apart."""

import hashlib
from collections.abc import Mapping

from engine.play.commands import Input, PlayCommand, Possess, SayLine, as_data

Said = Mapping[int, tuple[PlayCommand, ...]]
HANDS = (Input, Possess, SayLine)
"""What a player says, and lines, which change nothing; anything else changes the encounter or who plays it."""


def is_by_hand(autopilot: str | None, overrides: Mapping[str, float], said: Said) -> bool:
    """Whether a person played the encounter as it is, from its first tick: hands moved, and nothing else was said."""
    commands = [command for each in said.values() for command in each]
    return (
        autopilot is None
        and not overrides
        and any(isinstance(command, Input) for command in commands)
        and all(isinstance(command, HANDS) for command in commands)
    )


def name_of_play(seed: int, ticks: int, said: Said) -> str:
    """The same for a play and its recording, another one for any other play of the same encounter."""
    words = [(tick, [as_data(command) for command in each]) for tick, each in sorted(said.items()) if tick < ticks]
    return hashlib.blake2b(repr((seed, ticks, words)).encode(), digest_size=16).hexdigest()
