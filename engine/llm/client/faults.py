"""Faults of a model that is played: which shares of calls go wrong in which way, drawn from a seed."""

import hashlib
from dataclasses import dataclass
from typing import Literal

Fault = Literal["rate_limited", "server", "lost", "stalled", "garbage", "half"]


@dataclass(frozen=True, slots=True)
class Faults:
    """Shares of calls (0 to 1) that fail: 429, 500, a reset, silence for ever, garbage, an answer that breaks off.

    A rate limit asks to wait for `retry_after` seconds.
    """

    rate_limited: float = 0.0
    server: float = 0.0
    lost: float = 0.0
    stalled: float = 0.0
    garbage: float = 0.0
    half: float = 0.0
    retry_after: float | None = None

    def __post_init__(self) -> None:
        """ValueError for shares below 0 or above 1 in all."""
        shares = [share for _, share in self.shares()]
        if min(shares) < 0.0 or sum(shares) > 1.0 + 1e-9:
            raise ValueError(f"shares of faults are {shares}; expected 0 or more each, and at most 1 in all")

    @classmethod
    def evenly(cls, share: float, retry_after: float | None = None) -> "Faults":
        """All six kinds, equally often, `share` of calls in all."""
        each = share / 6.0
        return cls(each, each, each, each, each, each, retry_after)

    def shares(self) -> list[tuple[Fault, float]]:
        """Each kind with its share."""
        kinds: tuple[Fault, ...] = ("rate_limited", "server", "lost", "stalled", "garbage", "half")
        return [(kind, getattr(self, kind)) for kind in kinds]

    def drawn(self, chance: float) -> Fault | None:
        """The fault of a call whose number of 0 to 1 is this; None if all goes well."""
        for kind, share in self.shares():
            if chance < share:
                return kind
            chance -= share
        return None


def chances(*named: object) -> tuple[float, float]:
    """Two numbers of 0 to 1 that only what is named here decides, the same on every computer."""
    bits = hashlib.blake2b(repr(named).encode(), digest_size=16).digest()
    first, second = int.from_bytes(bits[:8], "little"), int.from_bytes(bits[8:], "little")
    return (first >> 11) / (1 << 53), (second >> 11) / (1 << 53)
