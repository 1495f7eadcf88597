"""Why the scheduler did not ask, or no longer waits."""

from engine.llm.client.errors import LlmError


class QueueFullError(LlmError):
    """So many questions wait already that this one was not taken."""


class BudgetError(LlmError):
    """The question may take more than is left of the budget."""


class DeadlineError(LlmError):
    """No answer came in time."""


class RequestCancelledError(LlmError):
    """Whoever asked no longer wants to know, or the scheduler was closed."""


class CircuitOpenError(LlmError):
    """This client has failed so often in a row that it is left alone for a while."""


class UnexpectedError(LlmError):
    """A client, or whoever listens to its pieces, broke its own promises; the cause is chained."""


class SchedulerClosedError(LlmError):
    """The scheduler was closed and takes nothing more."""
