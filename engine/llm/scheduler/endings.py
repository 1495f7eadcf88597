"""Why a ticket ends without an answer, in sentences that say how far it came."""

from engine.llm.scheduler.breaker import Breaker
from engine.llm.scheduler.errors import CircuitOpenError, DeadlineError, RequestCancelledError
from engine.llm.scheduler.job import Job


def cancelled(job: Job) -> RequestCancelledError:
    """Whoever asked has cancelled it."""
    return RequestCancelledError(f"Cancelled. {_way(job)}")


def late(job: Job) -> DeadlineError:
    """Its deadline has passed."""
    terms = job.ticket.terms
    return DeadlineError(f"No answer within {terms.deadline:g} s ({terms.name}). {_way(job)}")


def broken(job: Job, breaker: Breaker, rest: float) -> CircuitOpenError:
    """The client is left alone, for longer than the ticket can wait."""
    name = job.client.about().name
    return CircuitOpenError(f"{name} failed {breaker.in_row} times in a row; it is asked again in {rest:.1f} s.")


def _way(job: Job) -> str:
    ticket = job.ticket
    if not ticket.attempts:
        return "It still waited to be asked."
    tries = "once" if ticket.attempts == 1 else f"{ticket.attempts} times"
    return f"It was asked {tries}." + (f" The last failure: {ticket.failures[-1]}" if ticket.failures else "")
