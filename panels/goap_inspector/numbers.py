"""Costs and weights of the shown agent as the document has them, and the commands that change them."""

from dataclasses import dataclass
from typing import Any, Literal

from editor.api import Command, CommandError, Editor, EditRefusedError, EntityView, Path, Set
from engine.document import prefabs

Kind = Literal["cost", "weight"]
FIELD: dict[Kind, str] = {"cost": "actions", "weight": "goals"}
LEAST: dict[Kind, float] = {"cost": 0.001, "weight": 0.0}
MOST = 1000.0


@dataclass(frozen=True)
class Number:
    """A number of the shown agent: an action's cost or a goal's weight.

    `default` is what the vocabulary says, `is_own` whether the agent differs from that; `why_not` says why it can't be
    changed, empty when it can.
    """

    kind: Kind
    name: str
    value: float
    default: float
    why_not: str = ""

    @property
    def is_own(self) -> bool:
        """Whether the agent has a number of its own."""
        return abs(self.value - self.default) > 1e-9


class Numbers:
    """Reads and changes the `agent` component of one entity of the open scene; each change is one undo entry."""

    def __init__(self, editor: Editor) -> None:
        self._editor = editor

    def why_not(self, entity: str, name: str) -> str:
        """Why an agent's numbers can't be changed here, as a sentence; "" when they can."""
        view = self._view(entity)
        if view is None:
            group, _, _ = entity.partition("/")
            origin = self._view(group)
            if origin is not None:
                return f"{name} was made by {origin.name} while playing; change the prefab that it is made from."
            return f"{name} is no entity of the scene; what made it decides what it can do."
        if self._agent(view) is None:
            return f"{name} has no agent component in the scene; it was given one while playing."
        return ""

    def set(self, entity: str, kind: Kind, name: str, value: float) -> str:
        """Give an action another cost, or a goal another weight; gives why not, "" when it was done."""
        if not LEAST[kind] <= value <= MOST:
            return f"The {kind} of {name.replace('_', ' ')} is {value:g}; expected {LEAST[kind]:g} to {MOST:g}."
        return self._change(entity, kind, lambda words: _with(words, name, f"{name}={_text(value)}"))

    def reset(self, entity: str, kind: Kind, name: str) -> str:
        """Let an action or a goal have the number of the vocabulary again; gives why not."""
        return self._change(entity, kind, lambda words: _with(words, name, name))

    def add(self, entity: str, action: str) -> str:
        """Let an agent have an action, at the cost of the vocabulary; gives why not."""
        return self._change(entity, "cost", lambda words: words if _has(words, action) else [*words, action])

    # --- inside --------------------------------------------------------------------------------------------------

    def _view(self, entity: str) -> EntityView | None:
        return self._editor.view.get(entity) if self._editor.has_scene else None

    @staticmethod
    def _agent(view: EntityView) -> Any:
        return view.components.get("agent")

    def _change(self, entity: str, kind: Kind, change: Any) -> str:
        view = self._view(entity)
        agent = None if view is None else self._agent(view)
        if view is None or agent is None:
            return self.why_not(entity, entity)
        before = list(getattr(agent, FIELD[kind]))
        after = change(list(before))
        if after == before:
            return ""
        try:
            self._editor.run(self._command(view, FIELD[kind], after))
        except CommandError as refusal:
            return f"{refusal.what}."
        except EditRefusedError as refusal:
            return str(refusal)
        return ""

    def _command(self, view: EntityView, field: str, words: list[str]) -> Command:
        """A value of its own, or none any more where it is what the prefab says."""
        base = self._editor.view.prefabs.get(view.prefab) if view.prefab else None
        inherited = None if base is None else base.components.get("agent")
        if inherited is not None and f"agent.{field}" in view.overrides and list(getattr(inherited, field)) == words:
            return prefabs.revert(self._editor.view, view, f"agent.{field}")
        path = Path.entity(view.file, view.id, "agent", field)
        document = self._editor.document
        assert document is not None
        return Set(path=path, old=document.value(path), new=words)


def _name(word: str) -> str:
    return word.partition("=")[0].strip()


def _has(words: list[str], name: str) -> bool:
    return any(_name(word) == name for word in words)


def _with(words: list[str], name: str, word: str) -> list[str]:
    """The words with the one of this name replaced, or the new one at the end."""
    if not _has(words, name):
        return [*words, word]
    return [word if _name(each) == name else each for each in words]


def _text(value: float) -> str:
    """Always with a decimal point, as the inspector writes weights, and never with more digits than a cost has."""
    return str(float(round(value, 3)))
