"""What a language model says, and what it took."""

from dataclasses import dataclass
from typing import Literal

Stop = Literal["end", "length", "refused", "other"]
"""Why a model stopped: it was done, it had no tokens left, it would not go on, or something else."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What an answer took: tokens read and written, and their price in US dollars; None for what nobody measured."""

    input_tokens: int | None = None
    output_tokens: int | None = None
    cost: float | None = None

    @property
    def tokens(self) -> int | None:
        """Tokens read and written; None where either is unknown."""
        if self.input_tokens is None or self.output_tokens is None:
            return None
        return self.input_tokens + self.output_tokens


@dataclass(frozen=True, slots=True)
class Piece:
    """The next few letters of an answer that is still being written."""

    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer; `model` is the name that the answering side gave itself."""

    text: str
    usage: Usage = Usage()
    model: str = ""
    stop: Stop = "end"


@dataclass(frozen=True, slots=True)
class About:
    """Who answers, in words that may be shown: it never holds a key.

    `is_local` says that nothing leaves this computer, `is_offline` that no language model is behind it at all.
    `input_price` and `output_price` are US dollars for a million tokens; None where nobody told.
    """

    name: str
    model: str
    address: str = ""
    is_local: bool = False
    is_offline: bool = False
    input_price: float | None = None
    output_price: float | None = None

    def cost(self, input_tokens: int | None, output_tokens: int | None) -> float | None:
        """The price of so many tokens [US dollars]; None where tokens or prices are unknown."""
        if input_tokens is None or output_tokens is None or self.input_price is None or self.output_price is None:
            return None
        return (input_tokens * self.input_price + output_tokens * self.output_price) / 1e6

    def usage(self, input_tokens: int | None, output_tokens: int | None) -> Usage:
        """So many tokens with their price."""
        return Usage(input_tokens, output_tokens, self.cost(input_tokens, output_tokens))
