"""Sounds as data: what is heard once, and what hums on, made from a running session by parts of the project."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from engine.present.draw_list import Point

if TYPE_CHECKING:
    # A higher room: the parts are given the session, and nothing here looks into it.
    Session = Any
    Event = Any


@dataclass(frozen=True)
class SoundCue:
    """A sound that is heard once.

    sound: a file of resources/sounds without its ending; position (x, y, z) [m], or None for one without a place;
    volume 0..1; pitch: a factor on its speed. A `key` is heard once in a second, and of cues that come together the
    loudest ("" is never shared): a volley of ten arrows is one sound.
    """

    sound: str
    position: Point | None = None
    volume: float = 1.0
    pitch: float = 1.0
    key: str = ""


@dataclass(frozen=True)
class Hum:
    """A tone that goes on for as long as it is told: `key` tells it from others, `frequency` [Hz], 0 is silence."""

    key: str
    frequency: float
    volume: float = 1.0
    position: Point | None = None
    is_music: bool = False


@dataclass(frozen=True)
class SoundedPart:
    """`cues(session, events)` gives what is heard of the events since it was last asked."""

    part_kind: ClassVar[str] = "sounded"
    name: str
    cues: "Callable[[Session, Sequence[Event]], Sequence[SoundCue]]"


@dataclass(frozen=True)
class HummedPart:
    """`hums(session)` gives every tone that goes on now."""

    part_kind: ClassVar[str] = "hummed"
    name: str
    hums: "Callable[[Session], Sequence[Hum]]"


def sounded() -> "Callable[[Callable[[Session, Sequence[Event]], Sequence[SoundCue]]], SoundedPart]":
    """Declare what is heard: `@sounded()` over `def blows(session, events) -> list[SoundCue]`."""
    return lambda fn: SoundedPart(fn.__name__, fn)


def hummed() -> "Callable[[Callable[[Session], Sequence[Hum]]], HummedPart]":
    """Declare what hums on: `@hummed()` over `def anchors(session) -> list[Hum]`."""
    return lambda fn: HummedPart(fn.__name__, fn)
