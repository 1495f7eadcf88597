"""What a run grew from, as a short text: its start and everything that was said to it so far."""

import hashlib
from collections.abc import Sequence

from engine.play.commands import PlayCommand, as_data
from engine.play.running.session import Session

_BYTES = 12


class Lineage:
    """Names a session's past. Two sessions with the same name at a tick must hold the same bits there.

    `name` changes only when something is said or another chapter begins, so following a run costs nothing between.
    The number of threads is no part of it: it may not change a bit.
    """

    def __init__(self, session: Session) -> None:
        """A session at tick 0; of a later one nobody knows what was said to it, so it is only like itself."""
        start = (
            session.compiled.fingerprint, session.seed, session.autopilot, sorted(session.overrides.items()),
            session.tick_limit, session.tick and id(session), [chapter.encounter for chapter in session.chapters],
        )  # fmt: skip
        self.name = _hashed(repr(start))

    def say(self, tick: int, commands: Sequence[PlayCommand]) -> None:
        """These commands were applied before tick `tick` was played."""
        if commands:
            self.name = _hashed(f"{self.name} {tick} {[as_data(command) for command in commands]}")

    def travel(self, session: Session) -> None:
        """The session has come to another chapter, made of what the project holds now."""
        self.name = _hashed(f"{self.name} {session.tick} {session.compiled.fingerprint}")


def _hashed(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=_BYTES).hexdigest()
