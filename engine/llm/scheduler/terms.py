"""How urgent a question is, how long it may take, and how much may go on and be spent at once."""

from dataclasses import dataclass
from enum import IntEnum


class Priority(IntEnum):
    """How urgent a question is beside others."""

    HIGH = 0
    NORMAL = 1
    LOW = 2


@dataclass(frozen=True, slots=True)
class Terms:
    """How long a question may take.

    `deadline` counts from when it was submitted [s]. A try in which nothing is heard for `silence` seconds is given
    up and taken as a lost connection. `attempts` bounds all tries. `is_polled`: the ended ticket is handed out by
    `poll_llm_requests`.
    """

    name: str
    deadline: float
    silence: float
    attempts: int = 5
    is_polled: bool = False


PLAY = Terms("play", deadline=5.0, silence=2.5, is_polled=True)
"""While a game runs: nobody waits for it, and what comes late is of no use."""
AUTHORING = Terms("authoring", deadline=60.0, silence=20.0)
"""While a designer looks on; real models took 11 s and more for a plan."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a scheduler bounds and how it waits.

    At most `slots` questions are asked at once and `waiting` more wait. `ageing` seconds of waiting weigh as much as
    one step of priority, so that a low one is never starved. The n-th retry pauses for a random time of up to
    `first_pause` * 2^n seconds, at most `longest_pause`. After `faults` faults in a row nothing is asked of a client
    for `rest` seconds, and then one question first.
    """

    slots: int = 4
    waiting: int = 64
    ageing: float = 10.0
    first_pause: float = 0.25
    longest_pause: float = 8.0
    faults: int = 5
    rest: float = 5.0

    def __post_init__(self) -> None:
        """ValueError for numbers with which nothing would ever be asked."""
        if self.slots < 1 or self.waiting < 1 or self.faults < 1:
            raise ValueError(
                f"{self.slots} slots, {self.waiting} waiting, {self.faults} faults; expected 1 or more of each"
            )
        if self.ageing <= 0.0:
            raise ValueError(f"ageing takes {self.ageing} s; expected more than 0, or low priority starves")


@dataclass(frozen=True, slots=True)
class Budget:
    """What may be spent in all: tokens, read and written, and US dollars; None for no bound."""

    tokens: int | None = None
    cost: float | None = None
