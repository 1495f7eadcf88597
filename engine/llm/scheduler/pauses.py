"""How long to wait before the same question is asked again."""

from random import Random

from engine.llm.client.errors import LlmError, RateLimitedError, ServerError
from engine.llm.scheduler.terms import Limits


def pause_before_retry(failed: int, error: LlmError, limits: Limits, random: Random) -> float:
    """Seconds to pause after so many failed tries (1 or more): random, growing, and never less than was asked for.

    "Full jitter": M. Brooker, "Exponential backoff and jitter", AWS Architecture Blog (2015).
    """
    longest = min(limits.longest_pause, limits.first_pause * 2.0 ** (failed - 1))
    pause = random.uniform(0.0, longest)
    if isinstance(error, RateLimitedError | ServerError) and error.retry_after is not None:
        # Spread a little: all who were sent away would else come back at once.
        pause = max(pause, error.retry_after * random.uniform(1.0, 1.1))
    return pause
