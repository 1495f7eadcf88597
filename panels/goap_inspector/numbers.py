"""Costs and weights of the shown agent as the document has them, and the commands that change them."""

from dataclasses import dataclass
from typing import Any, Literal

from editor.api import Command, CommandError, Editor, EditRefusedError, EntityView, Path
from engine.document import prefabs
from engine.document.edits.word_edits import set_list
from engine.document.views.naming import names_in

Kind = Literal["cost", "weight"]
FIELD: dict[Kind, str] = {"cost": "actions", "weight": "goals"}
LEAST: dict[Kind, float] = {"cost": 0.001, "weight": 0.0}
MOST = 1000.0


@dataclass(frozen=True)
class Number:
    """A number of the shown agent: an action's cost or a goal's weight.

    `default` is what its prefab says, or else the vocabulary, `is_own` whether the agent differs from that; `why_not`
    says why it can't be changed, empty when it can; `entity` is whose it is, whoever is shown by then.
    """

    kind: Kind
    name: str
    value: float
    default: float
    why_not: str = ""
    entity: str = ""

    @property
    def is_own(self) -> bool:
        """Whether the agent has a number of its own."""
        return abs(self.value - self.default) > 1e-9


class Numbers:
    """Reads and changes the `agent` component of one entity of the open scene; each change is one undo entry."""

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self._key: tuple[object, ...] = ()
        self._inherited: dict[tuple[Kind, str], str] = {}

    def inherited(self, entity: str, kind: Kind, name: str) -> float | None:
        """The number that an agent's prefab states for an action or goal; None where it states none."""
        word = self._words_of_prefab(entity).get((kind, name), "")
        _, equals, value = word.partition("=")
        try:
            return float(value) if equals else None
        except ValueError:
            return None

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
        """Let an action or a goal have the number of the prefab again, or of the vocabulary; gives why not."""
        word = self._words_of_prefab(entity).get((kind, name), name)
        return self._change(entity, kind, lambda words: _with(words, name, word))

    def add(self, entity: str, action: str) -> str:
        """Let an agent have an action, at the cost of the vocabulary; gives why not."""
        return self._change(entity, "cost", lambda words: words if _has(words, action) else [*words, action])

    # --- inside --------------------------------------------------------------------------------------------------

    def _words_of_prefab(self, entity: str) -> dict[tuple[Kind, str], str]:
        """What the prefab of an agent says, by kind and name; nothing without one."""
        document = self._editor.document
        key = (document, None if document is None else document.revision, self._editor.scene, entity)
        if key != self._key:
            view = self._view(entity)
            base = None if view is None else self._base(view)
            self._key = key
            self._inherited = (
                {}
                if base is None
                else {(kind, _name(word)): word for kind, field in FIELD.items() for word in getattr(base, field)}
            )
        return self._inherited

    def _base(self, view: EntityView) -> Any:
        """The agent component that a prefab's instance inherits."""
        prefab = getattr(view, "prefab", None)
        base = self._editor.view.prefabs.get(prefab) if prefab else None
        return None if base is None else base.components.get("agent")

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
        inherited = self._base(view)
        if inherited is not None and f"agent.{field}" in view.overrides and list(getattr(inherited, field)) == words:
            return prefabs.revert(self._editor.view, view, f"agent.{field}")
        path = Path.entity(view.file, view.id, "agent", field)
        document = self._editor.document
        assert document is not None
        held = list(getattr(self._agent(view), field))
        return set_list(path, document.value(path), held, words, names_in(document.snapshot()))


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
