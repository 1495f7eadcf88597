"""A question to a language model."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Role = Literal["system", "user", "assistant"]
Schema = Mapping[str, Any]
"""A JSON schema of an object."""


@dataclass(frozen=True, slots=True)
class Message:
    """Something that was said: by the program ("system"), by whoever asks ("user") or by the model ("assistant")."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Request:
    """A question: what was said so far, and within which bounds to answer.

    `schema` is the JSON schema of the answer; None for free text. `max_tokens` bounds the answer and thereby what it
    can cost. `temperature` and `seed` are left to the model where they are None; not every model heeds a seed.
    """

    messages: tuple[Message, ...]
    schema: Schema | None = None
    max_tokens: int = 1024
    temperature: float | None = None
    seed: int | None = None

    def __post_init__(self) -> None:
        """ValueError for a question without a message, or without room for an answer."""
        if not self.messages:
            raise ValueError("a request has no message; expected at least one")
        if self.max_tokens < 1:
            raise ValueError(f"a request leaves room for {self.max_tokens} tokens; expected 1 or more")
