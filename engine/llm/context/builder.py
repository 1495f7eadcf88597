"""Builds the question: the prompt, what the model has to know of the project within a budget, and the wish."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.document import SceneView
from engine.llm.client.answer import About
from engine.llm.client.request import Message, Request, Schema
from engine.llm.context.estimate import Preview, estimated_input, estimated_tokens, preview_of
from engine.llm.context.fence import as_line, fenced
from engine.llm.context.gathering import items_of
from engine.llm.context.item import ALWAYS, SECTIONS, Item
from engine.llm.context.prompts import Prompt, prompt
from engine.llm.context.retrieval import Bm25Retriever, Retriever
from engine.llm.context.wish import Wish

BUDGET = 24_000
"""Estimated tokens of a whole question, its schema among them."""
MOST_ANSWER = 4096
DATA_FOLLOWS = "The project, as data:"
WISH_FOLLOWS = "The wish:"
_LINE_END = 1


class BudgetTooSmallError(ValueError):
    """The budget has no room even for what is always sent; the message says how much that is."""


@dataclass(frozen=True)
class Context:
    """A question that is ready to be sent, and what it holds.

    `told` and `left_out` are (section, key) in the order in which they mattered; `prompt` is the text's mark.
    """

    request: Request
    prompt: str
    budget: int
    told: tuple[tuple[str, str], ...]
    left_out: tuple[tuple[str, str], ...]

    @property
    def tokens(self) -> int:
        """About how many tokens a model reads of it: an estimate."""
        return estimated_input(self.request)

    def preview(self, about: About) -> Preview:
        """What it will take, to be shown before it is sent."""
        return preview_of(self.request, about)

    def left_out_sentence(self) -> str:
        """What there was no room for, in words; empty where all was told."""
        return _left_out_words(self.left_out)


def build_context(
    wish: Wish,
    view: SceneView,
    *,
    schema: Schema | None = None,
    may_change: Sequence[str] | None = None,
    budget: int = BUDGET,
    max_tokens: int = MOST_ANSWER,
    seed: int | None = None,
    instructions: Prompt | None = None,
    retriever: Retriever | None = None,
) -> Context:
    """The question that asks for a wish. The same arguments give the same bytes.

    Args:
        wish: What is wanted, and what the designer points at.
        view: The scene with its encounter.
        schema: JSON schema of the answer.
        may_change: The files that an answer may change; the scene's, the encounter's and all prefabs by default.
        budget: How many tokens the question may have, by the estimate; what matters least is left out.
        max_tokens: Bound of the answer.
        seed: Passed on to the model.
        instructions: The prompt; "author" by default.
        retriever: Which items speak of the wish; BM25 by default.

    Raises:
        BudgetTooSmallError: Prompt, schema and wish alone are larger than the budget.
    """
    chosen = instructions or prompt("author")
    files = may_change if may_change is not None else _files(view)
    items = items_of(view, wish, files)
    order = _by_importance(items, wish.text, retriever or Bm25Retriever())

    def made(told: Iterable[Item], left_out: Iterable[Item]) -> Request:
        data = _data(told, [(each.section, each.key) for each in left_out])
        messages = (Message("system", chosen.text), Message("user", data), Message("user", _asked(wish)))
        return Request(messages, schema, max_tokens, None, seed)

    least = [item for item in order if item.rank == ALWAYS]
    needed = estimated_input(made(least, order))
    if needed > budget:
        raise BudgetTooSmallError(
            f"The budget is {budget:,} tokens, but prompt, schema and wish alone take about {needed:,}. "
            "Raise it, or shorten the wish."
        )
    told = _fitting(order, budget - needed, {item.section for item in least})
    kept = {id(item) for item in told}
    left_out = [item for item in order if id(item) not in kept]
    shown = [item for item in items if id(item) in kept]
    return Context(
        made(shown, left_out),
        chosen.mark,
        budget,
        tuple((item.section, item.key) for item in told),
        tuple((item.section, item.key) for item in left_out),
    )


def _by_importance(items: Sequence[Item], question: str, retriever: Retriever) -> list[Item]:
    scores = retriever.scores(question, [item.words for item in items])
    places = sorted(range(len(items)), key=lambda place: (items[place].rank, -scores[place], place))
    return [items[place] for place in places]


def _fitting(order: Sequence[Item], room: int, open_sections: set[str]) -> list[Item]:
    """Whatever fits, the most important first; each line counts as a text of its own, so the sum is never too small."""
    told: list[Item] = []
    opened = set(open_sections)
    for item in order:
        cost = 0
        if item.rank != ALWAYS:
            cost = estimated_tokens(as_line(item.data)) + _LINE_END
            if item.section not in opened:
                cost += estimated_tokens(fenced(item.section, ())) + 2 * _LINE_END
        if cost <= room:
            room -= cost
            opened.add(item.section)
            told.append(item)
    return told


def _data(told: Iterable[Item], left_out: Sequence[tuple[str, str]]) -> str:
    rows: dict[str, list[Item]] = {}
    for item in told:
        rows.setdefault(item.section, []).append(item)
    parts = [fenced(name, [item.data for item in rows[name]]) for name in SECTIONS if name in rows]
    missing = _left_out_words(left_out)
    return "\n\n".join([DATA_FOLLOWS, *parts, *([missing] if missing else [])])


def _asked(wish: Wish) -> str:
    return f"{WISH_FOLLOWS}\n{wish.text.strip()}"


def _left_out_words(left_out: Sequence[tuple[str, str]]) -> str:
    counted = Counter(section for section, _ in left_out)
    parts = [f"{counted[section]:,} of {section}" for section in SECTIONS if counted[section]]
    return f"Left out for want of room: {', '.join(parts)}." if parts else ""


def _files(view: SceneView) -> tuple[str, ...]:
    encounter = (view.encounter_file,) if view.encounter_file else ()
    return (view.scene_file, *encounter, "prefabs/*")
