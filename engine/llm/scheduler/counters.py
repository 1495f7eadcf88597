"""What a scheduler has done so far, in numbers."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Counters:
    """Since the scheduler was made. Every submitted ticket is still open, or counted by exactly one of the ends."""

    submitted: int = 0
    refused: int = 0
    """Not taken: the queue was full, or the budget too small."""
    answered: int = 0
    failed: int = 0
    late: int = 0
    cancelled: int = 0
    attempts: int = 0
    retries: int = 0
    most_running: int = 0
    """The most tries that ever went on at once."""
    failures: Counter[str] = field(default_factory=Counter[str])
    """Tries that failed, by the name of the error."""

    @property
    def ended(self) -> int:
        """Tickets that have ended."""
        return self.answered + self.failed + self.late + self.cancelled
