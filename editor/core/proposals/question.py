"""What is asked: a wish with what the designer points at, and what goes along with it, within a budget."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.document import SceneView, Snapshot
    from engine.llm.context.builder import Context
    from engine.llm.context.wish import Zone
    from engine.llm.proposals.scope import Scope

BUDGET = 24_000
MOST_EARLIER = 3
"""So many earlier proposals of the project are told to a model."""


@dataclass(frozen=True)
class Asked:
    """What a designer wants, and what they point at: entities, a circle around the first of them [m], a budget."""

    wish: str
    scene: str
    encounter: str | None
    selection: tuple[str, ...] = ()
    zone_m: float = 0.0
    """0 for no zone."""
    budget: int = BUDGET
    """Estimated tokens of the whole question."""


@dataclass(frozen=True)
class Question:
    """A question that is ready to be sent, and the state of the project that it is about."""

    asked: Asked
    state: "Snapshot"
    scope: "Scope"
    context: "Context"


def question_of(asked: Asked, state: "Snapshot", earlier: Sequence[tuple[str, str, str]] = ()) -> Question:
    """Put a question together; it takes a moment, so do it beside the window.

    Args:
        asked: What is wanted.
        state: The project as it is.
        earlier: (title, summary, what became of it) of earlier proposals, the latest first.

    Raises:
        BudgetTooSmallError: Prompt, schema and wish alone are larger than the budget.
        ValueError: The wish has no words.
    """
    from engine.llm.context.notes import notes_of
    from engine.llm.context.wish import Earlier, Wish
    from engine.llm.proposals.asking import question_for
    from engine.llm.proposals.scope import Scope

    scope = Scope(asked.scene, asked.encounter)
    view = scope.view(state.apart(), "")
    told = tuple(Earlier(*each) for each in earlier[:MOST_EARLIER])
    chosen = tuple(each for each in asked.selection if view.get(each) is not None)
    wish = Wish(asked.wish, chosen, _zone(asked, view), notes_of(view), told)
    return Question(asked, state, scope, question_for(wish, view, budget=asked.budget))


def _zone(asked: Asked, view: "SceneView") -> "Zone | None":
    from engine.llm.context.wish import Zone

    first = view.get(asked.selection[0]) if asked.selection and asked.zone_m > 0.0 else None
    if first is None or "transform" not in first.components:
        return None
    parts: Any = first.components
    x, _, z = (float(each) for each in parts["transform"].position)
    return Zone(x, z, asked.zone_m, f"around {first.name or first.id}")
