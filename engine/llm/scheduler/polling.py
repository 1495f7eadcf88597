"""What has come in since last time: for between two ticks, where nothing may wait."""

from engine.llm.scheduler.scheduler import LlmScheduler
from engine.llm.scheduler.ticket import Ticket


def poll_llm_requests(scheduler: LlmScheduler) -> list[Ticket]:
    """Tickets under polled terms that have ended since the last call, each once, in the order in which they ended.

    Does not wait and asks nothing; the thread that ticks may be another one than that of the scheduler. What a ticket's
    answer changes in the world must be said as a recorded command, so that a replay needs no model.
    """
    return scheduler.take_ended()
