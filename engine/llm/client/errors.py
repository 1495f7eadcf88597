"""How a question can fail, told apart by what helps: wait, ask again, or change something.

Every message is a sentence for whoever asked; none holds a key.
"""


class LlmError(Exception):
    """A question that has no answer. `can_retry` says whether the very same question may succeed a little later."""

    can_retry = False
    is_fault = False
    """Whether it speaks against the other side, so that a circuit breaker counts it."""
    may_have_cost = False
    """Whether a model may have worked on it, so that it can't be taken as free."""


class RateLimitedError(LlmError):
    """The other side has had too many questions (429). `retry_after`: when to come back [s]; None if it did not say."""

    can_retry = True

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class ServerError(LlmError):
    """The other side has failed (5xx). `retry_after` as in `RateLimitedError`."""

    can_retry = True
    is_fault = True

    def __init__(self, message: str, status: int, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after


class ConnectionLostError(LlmError):
    """Nobody answered, or the answer broke off. `was_sent`: whether the question may have reached the other side."""

    can_retry = True
    is_fault = True

    def __init__(self, message: str, *, was_sent: bool = True) -> None:
        super().__init__(message)
        self.was_sent = was_sent
        self.may_have_cost = was_sent


class GarbageError(LlmError):
    """Something answered, but not as a language model does: the address is that of something else, or is broken."""

    is_fault = True
    may_have_cost = True


class RefusedError(LlmError):
    """The other side will not answer this question (4xx): the key, the model, the request or the account.

    `status` is that of HTTP; 0 where the model itself declined, which it may have been paid for.
    """

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status
        self.may_have_cost = not status
