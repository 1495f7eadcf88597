"""How much a question takes: one estimate of its tokens, and the most that it can be."""

import json
from dataclasses import dataclass

from engine.llm.client.answer import About
from engine.llm.client.request import Request
from engine.llm.scheduler.purse import AROUND, NANO, most

BYTES_IN_TOKEN = 3
"""An estimate: tokenizers in use make a token of three to four bytes of ids, numbers and English prose."""


def estimated_tokens(text: str) -> int:
    """About how many tokens a text has; an estimate, since each model cuts words in its own way."""
    return -(-len(text.encode()) // BYTES_IN_TOKEN)


def estimated_input(request: Request) -> int:
    """About how many tokens a model reads of a question: its messages, their marks and its schema."""
    read = sum(AROUND + estimated_tokens(message.text) for message in request.messages)
    if request.schema is not None:
        read += AROUND + estimated_tokens(json.dumps(request.schema))
    return read


@dataclass(frozen=True, slots=True)
class Preview:
    """What can be said of a question before it is sent. Costs are US dollars; None where nobody told the prices.

    `input_tokens` and `cost` are estimates (the answer counted as long as it may be); `most_tokens` and `most_cost` are
    what the scheduler sets aside: more can't be taken.
    """

    input_tokens: int
    output_tokens: int
    cost: float | None
    most_tokens: int
    most_cost: float | None

    def sentence(self) -> str:
        """The same in words, for whoever is about to send it."""
        cost = "n/a" if self.cost is None else f"${self.cost:.4f}"
        at_most = "n/a" if self.most_cost is None else f"${self.most_cost:.4f}"
        return (
            f"About {self.input_tokens:,} tokens to read and up to {self.output_tokens:,} to write (an estimate), "
            f"some {cost}; at most {self.most_tokens:,} tokens, {at_most}."
        )


def preview_of(request: Request, about: About) -> Preview:
    """What a question to this model will take."""
    read = estimated_input(request)
    bound = most(request, about)
    return Preview(
        read,
        request.max_tokens,
        about.cost(read, request.max_tokens),
        bound.tokens,
        None if bound.cost is None else bound.cost / NANO,
    )
