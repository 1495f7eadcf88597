"""Endings: why agents are served no more, as they are told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Ending:
    """What has happened, and what an agent may wait for."""

    reason: str
    expected: str


STOPPED = Ending("the server has stopped", "a server that is started anew")
