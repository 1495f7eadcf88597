"""Reckoning: what a wish will typically take, and the most that it can, before anything of it is sent."""

from __future__ import annotations

from dataclasses import dataclass

from engine.llm.client.answer import About
from engine.llm.client.request import Request
from engine.llm.context.estimate import Preview, preview_of
from engine.llm.proposals.drafting import ROUNDS
from engine.llm.proposals.repair import largest_repair
from engine.llm.scheduler.purse import NANO, most
from engine.llm.scheduler.terms import Budget

LOST = 1
"""So many lost tries are reckoned with; they count as if they had been answered."""


@dataclass(frozen=True)
class Reckoned:
    """What a wish takes: one question typically, and at most all rounds of mending and a lost try beside.

    Costs are US dollars, None where nobody told the prices.
    """

    question: Preview
    rounds: int
    most_tokens: int
    most_cost: float | None

    @property
    def budget(self) -> Budget:
        """What is set aside for it: no more is ever sent."""
        return Budget(self.most_tokens, self.most_cost)

    def sentence(self) -> str:
        """The same in words, for whoever is about to send it."""
        asked = self.question
        rounds = {0: "", 1: "a round of mending and "}.get(self.rounds, f"{self.rounds} rounds of mending and ")
        return (
            f"Typically {asked.input_tokens:,} tokens to read and up to {asked.output_tokens:,} to write, "
            f"{_dollars(asked.cost)} (an estimate). At most {self.most_tokens:,} tokens, {_dollars(self.most_cost)}, "
            f"with {rounds}a lost try; more is never spent."
        )

    def over(self, limit: Budget) -> str:
        """Why it may take more than somebody allows, in a sentence; empty where it may not."""
        if limit.tokens is not None and self.most_tokens > limit.tokens:
            return (
                f"This wish may take up to {self.most_tokens:,} tokens, and {limit.tokens:,} are allowed. "
                "Send less along, or raise the limit in Settings > Assistant."
            )
        if limit.cost is None:
            return ""
        if self.most_cost is None:
            return "The limit is in dollars, but nobody told what this model costs. Set prices in Settings > Assistant."
        if self.most_cost > limit.cost:
            return (
                f"This wish may cost up to {_dollars(self.most_cost)}, and {_dollars(limit.cost)} are allowed. "
                "Send less along, or raise the limit in Settings > Assistant."
            )
        return ""


def reckon(request: Request, about: About, rounds: int = ROUNDS) -> Reckoned:
    """What a wish will take of whoever answers, with so many rounds of mending."""
    asked, mended = most(request, about), most(largest_repair(request), about)
    largest, repairs = (mended, rounds + LOST) if rounds else (asked, LOST)
    cost = None if asked.cost is None or largest.cost is None else (asked.cost + repairs * largest.cost) / NANO
    return Reckoned(preview_of(request, about), rounds, asked.tokens + repairs * largest.tokens, cost)


def _dollars(cost: float | None) -> str:
    return "cost n/a" if cost is None else f"${cost:.4f}"
