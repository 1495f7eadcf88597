"""The recap as data: how a run went, for the screen that is shown when it has ended."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from engine.present.hud import Tone

if TYPE_CHECKING:
    # A higher room: the part is given the session, and nothing here looks into it.
    Session = Any


@dataclass(frozen=True)
class RecapLine:
    """One fact of a run: what it is about, how it was, and how that counts."""

    label: str
    value: str = ""
    tone: Tone = "normal"
    glyph: str = ""
    detail: str = ""


@dataclass(frozen=True)
class RecapPart:
    """Facts that belong together: "Choices", "What adapted and why"."""

    title: str
    lines: tuple[RecapLine, ...]


@dataclass(frozen=True)
class Recap:
    """How a run went. `rank` is S, A, B, C or D, "" where none is given; `parts` are read from top to bottom."""

    title: str
    rank: str = ""
    summary: str = ""
    parts: tuple[RecapPart, ...] = ()


@dataclass(frozen=True)
class RecapMaker:
    """`make(session)` tells how a run went that has ended."""

    part_kind: ClassVar[str] = "recap"
    name: str
    make: "Callable[[Session], Recap]"


def recap() -> "Callable[[Callable[[Session], Recap]], RecapMaker]":
    """Declare the recap of a project: `@recap()` over `def veilweaver(session) -> Recap`."""
    return lambda fn: RecapMaker(fn.__name__, fn)
