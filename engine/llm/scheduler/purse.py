"""The budget: set aside before a question is asked, settled when it has ended."""

import json
import math
from dataclasses import dataclass

from engine.llm.client.answer import About, Usage
from engine.llm.client.request import Request
from engine.llm.scheduler.terms import Budget

NANO = 1_000_000_000
"""Billionths of a dollar in a dollar: money is counted in whole ones, so that sums are exact."""
AROUND = 16
"""Tokens that a message takes beside its text: role and marks."""


@dataclass(frozen=True, slots=True)
class Spending:
    """Tokens, and billionths of a US dollar; `cost` is None where the price is unknown."""

    tokens: int
    cost: int | None


def most(request: Request, about: About) -> Spending:
    """The most that one try can take.

    No tokenizer in use makes more tokens of a text than it has bytes of UTF-8; the answer has at most `max_tokens`.
    """
    read = sum(AROUND + len(message.text.encode()) for message in request.messages)
    if request.schema is not None:
        read += AROUND + len(json.dumps(request.schema))
    return Spending(read + request.max_tokens, _nano(about.cost(read, request.max_tokens)))


class Purse:
    """What is spent and what is set aside; together never more than the budget, if no try takes more than its most."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self._cost = None if budget.cost is None else math.floor(budget.cost * NANO)
        self._spent = [0, 0]
        self._reserved = [0, 0]

    @property
    def spent_tokens(self) -> int:
        """Tokens spent; what nobody measured counts as the most that it can have been."""
        return self._spent[0]

    @property
    def spent_cost(self) -> float:
        """US dollars spent, like `spent_tokens`; what has no known price is not in it."""
        return self._spent[1] / NANO

    @property
    def reserved_tokens(self) -> int:
        """Tokens set aside for what is asked just now."""
        return self._reserved[0]

    def lack(self, spending: Spending) -> str:
        """Why this can't ever be spent, as a sentence; empty if it can, though perhaps only later."""
        if self.budget.tokens is not None and spending.tokens > self.budget.tokens - self._spent[0]:
            return (
                f"This may take up to {spending.tokens:,} tokens, but {max(0, self.budget.tokens - self._spent[0]):,} "
                f"of {self.budget.tokens:,} are left. Shorten it, or raise the budget."
            )
        if self._cost is None:
            return ""
        if spending.cost is None:
            return "The budget is in dollars, but nobody told what this model costs. Set its prices, or no budget."
        if spending.cost > self._cost - self._spent[1]:
            return (
                f"This may cost up to ${spending.cost / NANO:.4f}, but ${(self._cost - self._spent[1]) / NANO:.4f} of "
                f"${self._cost / NANO:.4f} are left. Shorten it, or raise the budget."
            )
        return ""

    def fits(self, spending: Spending) -> bool:
        """Whether this can be set aside now."""
        if self.budget.tokens is not None and spending.tokens > self.budget.tokens - sum(self._both(0)):
            return False
        return self._cost is None or (spending.cost is not None and spending.cost <= self._cost - sum(self._both(1)))

    def reserve(self, spending: Spending) -> None:
        """Set it aside."""
        self._reserved[0] += spending.tokens
        self._reserved[1] += spending.cost or 0

    def settle(self, reserved: Spending, used: Usage | None) -> None:
        """Give back what was set aside and take what was used: None for nothing, what is unknown in it for the most."""
        self._reserved[0] -= reserved.tokens
        self._reserved[1] -= reserved.cost or 0
        if used is not None:
            tokens, cost = used.tokens, _nano(used.cost)
            self._spent[0] += reserved.tokens if tokens is None else tokens
            self._spent[1] += (reserved.cost or 0) if cost is None else cost

    def _both(self, which: int) -> tuple[int, int]:
        return self._spent[which], self._reserved[which]


def _nano(cost: float | None) -> int | None:
    return None if cost is None else math.ceil(round(cost * NANO, 3))
