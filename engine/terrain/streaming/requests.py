"""What is wanted and not there: in which order it is asked for, what failed, and when that is tried again."""

from dataclasses import dataclass

from engine.terrain.lattice import MOST_LEVEL, ChunkKey

BACKOFF_FRAMES = 4
"""Frames until the first retry; each later one waits twice as long as the one before."""
ROOT_PAUSE_FRAMES = 240
"""A root is what stands in for all else, so one that was given up is tried again after this while."""

MOST_FAILURES = 4096


@dataclass
class Failure:
    """Attempts at one chunk that came to nothing.

    attempts: in a row; total: of all time, which keeps two attempts from being the same to an injected fault;
    due: frame from which it is tried again.
    """

    attempts: int = 0
    total: int = 0
    due: int = 0
    reason: str = ""
    is_given_up: bool = False


class Requests:
    """The missing chunks, with the failures among them."""

    def __init__(self, retries: int) -> None:
        self.retries = retries
        self.missing: dict[ChunkKey, bool] = {}
        """Whether the missing chunk is in memory, so that only its upload is due."""
        self.failures: dict[ChunkKey, Failure] = {}
        self.retried = 0
        self.failed = 0

    def ask(self, key: ChunkKey, *, is_at_hand: bool = False) -> bool:
        """Want a chunk that is not there; one that was given up is tried again. False when it is asked for already."""
        failure = self.failures.get(key)
        if failure is not None and failure.is_given_up:
            failure.attempts, failure.is_given_up, failure.due = 0, False, 0
        is_new = key not in self.missing
        self.missing[key] = is_at_hand
        return is_new

    def arrived(self, key: ChunkKey) -> None:
        """It is in memory now."""
        if key in self.missing:
            self.missing[key] = True

    def forget(self, key: ChunkKey) -> bool:
        """Want a chunk no more; False when it was not asked for."""
        if key not in self.missing:
            return False
        del self.missing[key]
        return True

    def satisfied(self, key: ChunkKey) -> None:
        """It is there now."""
        self.missing.pop(key, None)
        self.failures.pop(key, None)

    def fail(self, key: ChunkKey, reason: str, frame: int) -> Failure:
        """An attempt at a chunk failed: when it is tried again, or that it is given up, is in what this returns."""
        failure = self.failures.setdefault(key, Failure())
        if len(self.failures) > MOST_FAILURES:
            del self.failures[next(iter(self.failures))]
        failure.attempts += 1
        failure.total += 1
        failure.reason = reason
        if failure.attempts > self.retries:
            self.failed += 1
            failure.is_given_up = True
            failure.due = frame + ROOT_PAUSE_FRAMES
        else:
            self.retried += 1
            failure.due = frame + BACKOFF_FRAMES * 2 ** (failure.attempts - 1)
        return failure

    def is_held_back(self, key: ChunkKey, frame: int) -> bool:
        """Whether a chunk must not be tried in this frame."""
        failure = self.failures.get(key)
        if failure is None or (frame >= failure.due and not failure.is_given_up):
            return False
        if failure.is_given_up and key.level == MOST_LEVEL and frame >= failure.due:
            failure.attempts, failure.is_given_up = 0, False
            return False
        return True

    def attempts(self, key: ChunkKey) -> int:
        """How often a chunk was tried in vain."""
        failure = self.failures.get(key)
        return failure.total if failure is not None else 0

    @property
    def given_up(self) -> int:
        """How many of the missing chunks are given up now."""
        return sum(failure.is_given_up and key in self.missing for key, failure in self.failures.items())
