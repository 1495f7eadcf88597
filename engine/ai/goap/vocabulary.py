"""The words of planning: a fact is one bit, an action needs facts and gives facts, a goal wants facts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from engine.world.columns import Column, column
from engine.world.ids import SKILLS

_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")


def _check_name(kind: str, name: str) -> None:
    if not _NAME.match(name):
        raise ValueError(f"{kind} {name!r}: expected a lower-case name such as 'enemy_seen'.")


@dataclass(frozen=True, slots=True)
class Literal:
    """A fact that must be true, or must be false (`~FACT`)."""

    fact: "Fact"
    value: bool

    def __invert__(self) -> "Literal":
        return Literal(self.fact, not self.value)

    def __str__(self) -> str:
        return self.fact.name if self.value else f"not {self.fact.name}"


@dataclass(frozen=True, slots=True)
class Fact:
    """One bit of what an agent believes.

    An observed fact is written by a system each time the agent thinks. A fact with `observed=False` is an outcome
    ("the enemy was harmed"): only plans make it true, so that a goal can want it again and again.
    """

    part_kind: ClassVar[str] = "fact"
    name: str
    doc: str
    observed: bool = True

    def __post_init__(self) -> None:
        _check_name("fact", self.name)

    @property
    def columns(self) -> tuple[Column, ...]:
        """`fact_<name>` (2,) u8: its bit in one of two words, so that systems need not know its number."""
        return (column(f"fact_{self.name}", "static", "u8", doc=f"Bit of the fact: {self.doc}"),)

    def __invert__(self) -> Literal:
        return Literal(self, False)

    def __str__(self) -> str:
        return self.name


Condition: TypeAlias = Fact | Literal


def literals(conditions: Iterable[Condition]) -> tuple[Literal, ...]:
    """The same conditions, each as a literal. ValueError when one fact is asked for both true and false.

    TypeError for what is no fact: its name as a text, or one fact where a tuple of them is expected.
    """
    if isinstance(conditions, Fact | Literal):
        raise TypeError(f"expected a tuple of facts, as ({conditions},); found the fact {conditions} alone")
    found: dict[Fact, Literal] = {}
    for condition in conditions:
        # A project's code is not type-checked: names and forgotten commas come here.
        if not isinstance(condition, Fact | Literal):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError(f"{condition!r} is no fact; expected a Fact, as ENEMY_SEEN, or its opposite, ~ENEMY_SEEN")
        literal = Literal(condition, True) if isinstance(condition, Fact) else condition
        if found.setdefault(literal.fact, literal).value != literal.value:
            raise ValueError(f"fact {literal.fact.name!r} is asked for both true and false.")
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Action:
    """Something an agent can do: possible when `needs` hold, it makes `gives` hold, at a `cost` greater than 0.

    `gives` are promises to the planner; the system written with `@performs` keeps them in the world.
    `capability` groups actions for permissions ("combat", "move", "support"). `skill` is the least autopilot
    skill that uses the action; agents that are no autopilot always may.
    """

    part_kind: ClassVar[str] = "action"
    name: str
    doc: str
    needs: tuple[Condition, ...] = ()
    gives: tuple[Condition, ...] = ()
    cost: float = 1.0
    capability: str = ""
    skill: str = SKILLS[0]

    def __post_init__(self) -> None:
        _check_name("action", self.name)
        if not 0.001 <= self.cost <= 1000.0:
            raise ValueError(f"action {self.name!r}: cost is {self.cost}; expected 0.001 to 1000.")
        if not self.gives:
            raise ValueError(
                f"action {self.name!r} gives nothing, so no plan can use it; name the facts it brings about."
            )
        if self.skill not in SKILLS:
            raise ValueError(f"action {self.name!r}: skill is {self.skill!r}; expected one of {', '.join(SKILLS)}.")
        literals(self.needs)
        literals(self.gives)

    @property
    def columns(self) -> tuple[Column, ...]:
        """`act_<name>` (1,) i4: the action's id, so that systems need not know its number."""
        return (column(f"act_{self.name}", "static", "i4", doc=f"Id of the action: {self.doc}"),)


@dataclass(frozen=True, slots=True)
class Goal:
    """Something an agent may want: considered while `condition` holds, reached when `wants` hold.

    Its score is the agent's weight for it (or `weight`) plus each bonus whose condition holds, plus `commitment`
    while the agent is already pursuing it. The highest score that has a plan wins; ties go to the first name.
    """

    part_kind: ClassVar[str] = "goal"
    name: str
    doc: str
    wants: tuple[Condition, ...] = ()
    condition: tuple[Condition, ...] = ()
    weight: float = 1.0
    bonuses: tuple[tuple[Condition, float], ...] = ()
    commitment: float = 0.0

    def __post_init__(self) -> None:
        _check_name("goal", self.name)
        if not self.wants:
            raise ValueError(f"goal {self.name!r} wants nothing; name the facts that reach it.")
        literals(self.wants)
        literals(self.condition)


@dataclass(frozen=True, slots=True)
class GoalBonus:
    """What a project adds to the score of a goal that is not its own while `when` holds, like the goal's own bonuses.

    `GUARDS_A_FIGHTER = GoalBonus("guards_a_fighter", goal="protect_player", when=PLAYER_FIGHTS_CLOSE, amount=0.4)`
    """

    part_kind: ClassVar[str] = "goal_bonus"
    name: str
    goal: str
    when: Condition
    amount: float

    def __post_init__(self) -> None:
        _check_name("goal bonus", self.name)
        _check_name("goal", self.goal)
