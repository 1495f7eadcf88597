"""What a designer wants, and what they point at while they say it."""

from dataclasses import dataclass

LONGEST_WISH = 20_000
"""Letters."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of the ground that is meant: a circle around (x, z) [m]."""

    x: float
    z: float
    radius: float
    name: str = ""

    def holds(self, x: float, z: float) -> bool:
        """Whether a place lies in it."""
        return (x - self.x) ** 2 + (z - self.z) ** 2 <= self.radius**2


@dataclass(frozen=True, slots=True)
class Note:
    """Something that somebody wrote down about the game: a design note, a line of a story."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was proposed before, and what became of it."""

    title: str
    summary: str
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish in the designer's words, with what is selected, the zone that is meant, notes and earlier proposals."""

    text: str
    selection: tuple[str, ...] = ()
    zone: Zone | None = None
    notes: tuple[Note, ...] = ()
    earlier: tuple[Earlier, ...] = ()

    def __post_init__(self) -> None:
        """ValueError for a wish without words."""
        if not self.text.strip():
            raise ValueError("a wish has no words; expected what is wanted")
