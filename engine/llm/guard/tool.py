"""A tool: one thing that a model may ask an agent to do, and the action of planning that it stands for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from engine.ai.goap.vocabulary import Action, literals
from engine.llm.guard.parameters import Parameters
from engine.play.running.session import Session


class Unmet(NamedTuple):
    """A requirement that does not hold: the field in question, the rule, why, what would do, and the nearest such."""

    field: str
    constraint: str
    reason: str
    expected: str = ""
    nearest: str | float | None = None


Requirement = Callable[[Session, int, Parameters], Unmet | None]
"""Looks at a session, the actor's row and the arguments."""


@dataclass(frozen=True)
class Tool:
    """What a model may ask for. `action` is what the agent then does; None is to stand still.

    What the action needs must hold of the actor and its target when the call begins, and `requires` besides. The
    capability, effects and words are the action's own, unless the tool says it otherwise.
    """

    part_kind: ClassVar[str] = "tool"
    name: str
    action: Action | None
    parameters: type[Parameters]
    doc: str = ""
    requires: tuple[Requirement, ...] = ()

    @property
    def text(self) -> str:
        """What it does, for a model and for people."""
        return self.doc or (self.action.doc if self.action else "")

    @property
    def capability(self) -> str:
        """What a role must be able to do."""
        return self.action.capability if self.action else "move"

    @property
    def preconditions(self) -> tuple[str, ...]:
        """What must hold, by the names of facts; "not " before what must be false."""
        return tuple(str(each) for each in literals(self.action.needs)) if self.action else ()

    @property
    def effects(self) -> tuple[str, ...]:
        """What a plan may count on afterwards, by the names of facts."""
        return tuple(str(each) for each in literals(self.action.gives)) if self.action else ()

    def described(self) -> dict[str, Any]:
        """Plain data for a model: name, words, JSON schema of the arguments, what it needs and what it gives."""
        return {
            "name": self.name,
            "description": self.text,
            "capability": self.capability,
            "preconditions": list(self.preconditions),
            "effects": list(self.effects),
            "arguments": self.parameters.model_json_schema(),
        }
