"""Asking: the whole question for a wish, as the window and the command line send it."""

from __future__ import annotations

from engine.document import SceneView
from engine.llm.context.builder import BUDGET, MOST_ANSWER, Context, build_context
from engine.llm.context.gathering import components_at_hand
from engine.llm.context.wish import Wish
from engine.llm.proposals.answer_schema import answer_schema


def question_for(
    wish: Wish, view: SceneView, *, budget: int = BUDGET, max_tokens: int = MOST_ANSWER, seed: int | None = None
) -> Context:
    """The question that asks for a proposal, held to the schema of one with the components at hand.

    Raises:
        BudgetTooSmallError: Prompt, schema and wish alone are larger than the budget.
    """
    schema = answer_schema(view.vocabulary, components_at_hand(view))
    return build_context(wish, view, schema=schema, budget=budget, max_tokens=max_tokens, seed=seed)
