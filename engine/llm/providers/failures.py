"""What went wrong inside pydantic-ai, told in the words of the client protocol, without a key in them."""

import json
from typing import Any, cast

from httpx2 import TransportError
from pydantic import ValidationError
from pydantic_ai import exceptions as pa

from engine.llm.client.errors import (
    ConnectionLostError,
    GarbageError,
    LlmError,
    RateLimitedError,
    RefusedError,
    ServerError,
)
from engine.llm.providers.secret import Secret

LONGEST = 300
"""Letters of a server's own words that are repeated."""
_GARBAGE = (pa.UnexpectedModelBehavior, pa.ModelAPIError, ValidationError, json.JSONDecodeError, UnicodeDecodeError)


def told(error: Exception, name: str, secret: Secret | None) -> LlmError | None:
    """The failure in our words; None for what is a mistake of the program's own.

    Nothing of the original is chained to it: an SDK's errors hold the request, and with it the key.
    """
    found = _told(error, name)
    if found is not None:
        found.args = tuple(_clean(str(each), secret) for each in found.args)
    return found


def _told(error: Exception, name: str) -> LlmError | None:
    status = error.status_code if isinstance(error, pa.ModelHTTPError) else 0
    why = _why(error)
    match error:
        case pa.ModelQuotaExceededError():
            return RefusedError(f"{name} refuses, since the account's quota or credit is used up: {why}", status or 402)
        case pa.ModelRateLimitError():
            return RateLimitedError(f"{name} has had too many requests (429): {why}", error.retry_after)
        case pa.ModelUnavailableError() | pa.ModelServerError():
            return ServerError(f"{name} failed ({status or 500}): {why}", status or 500, error.retry_after)
        case pa.ModelConnectionError():
            was_sent = error.phase not in ("pool", "connect")
            words = "The connection to {} broke off: {}" if was_sent else "{} can't be reached: {}"
            return ConnectionLostError(words.format(name, why), was_sent=was_sent)
        case TransportError():
            return ConnectionLostError(f"The connection to {name} broke off: {type(error).__name__}")
        case pa.ModelAuthenticationError():
            return RefusedError(f"{name} does not accept the key ({status or 401}): {why}", status or 401)
        case pa.ModelNotFoundError():
            return RefusedError(f"{name} knows no such model or address ({status or 404}): {why}", status or 404)
        case pa.ModelRequestRejectedError():
            return RefusedError(f"{name} refuses the request ({status or 400}): {why}", status or 400)
        case pa.ContentFilterError():
            return RefusedError(f"{name} declined to answer: {why}")
        case pa.ModelHTTPError() if status >= 500:
            return ServerError(f"{name} failed ({status}): {why}", status, error.retry_after)
        case pa.ModelHTTPError() if status >= 400:
            return RefusedError(f"{name} refuses the request ({status}): {why}", status)
        case _ if isinstance(error, _GARBAGE):
            return GarbageError(f"What {name} answered is no answer of a language model: {why}")
        case _:
            return None


def _why(error: Exception) -> str:
    """A server's own words where it has any, in one line."""
    body = getattr(error, "body", None)
    for _ in range(2):
        if isinstance(body, dict):
            words = cast("dict[str, Any]", body)
            if isinstance(words.get("message"), str):
                return words["message"]
            body = words.get("error")
    return str(getattr(error, "message", "")) or str(error) or type(error).__name__


def _clean(text: str, secret: Secret | None) -> str:
    text = secret.hide_in(text) if secret else text
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
