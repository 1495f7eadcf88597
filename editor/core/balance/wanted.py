"""What somebody wants of an encounter: bands of the win rates and of how long it lasts."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.world.ids import SKILLS

SECONDS = "seconds"


@dataclass
class Wanted:
    """A band that may be asked for: of a win rate [%] or of the seconds."""

    is_asked: bool
    low: int
    high: int


def usual() -> dict[str, Wanted]:
    """A ladder that is worth climbing."""
    return {
        "novice": Wanted(True, 45, 60),
        "average": Wanted(False, 60, 80),
        "expert": Wanted(False, 80, 95),
        SECONDS: Wanted(False, 60, 90),
    }


def as_usual(wanted: Mapping[str, Wanted]) -> None:
    """Forget what was asked for; who shows a band keeps it."""
    for name, each in usual().items():
        wanted[name].is_asked, wanted[name].low, wanted[name].high = each.is_asked, each.low, each.high


def asked_skill(wanted: Mapping[str, Wanted]) -> str:
    """The least skill of which a win rate is wanted; the middle one where none is."""
    return next((skill for skill in SKILLS if wanted[skill].is_asked), SKILLS[len(SKILLS) // 2])
