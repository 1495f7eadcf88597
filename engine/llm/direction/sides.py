"""Who can be led: the party or the enemies, in which role, and what it is about for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from engine.llm.guard.roles import COMPANION, DIRECTOR, Role

Led = Literal["party", "enemies"]


@dataclass(frozen=True)
class Side:
    """A side that a model may lead; `called` and `aim` are words of the prompt."""

    role: Role
    called: str
    aim: str


SIDES: Mapping[Led, Side] = {
    "party": Side(
        COMPANION,
        "the companions of the player",
        "They are to win with everybody on their feet: protect who is weak, and bring down one enemy after the other.",
    ),
    "enemies": Side(
        DIRECTOR,
        "the enemies of the party",
        "They are to make the fight tense and fair: act together, come from several sides, and leave room to answer.",
    ),
}
"""Each side by the word that settings keep."""
