"""What is known of names and expressions at one point of a function."""

import ast
from collections.abc import Iterable
from dataclasses import dataclass, replace

from engine.audit.python.names import dotted, mentions
from engine.audit.python.nodes import walk

Known = tuple[str, str, str]
"""What was checked, of which key, and with which detail: ("given", "x", ""), ("has", "data", "'name'")."""
GIVEN, SOME, HAS, LONG, CHECKED, ITEM = "given", "some", "has", "long", "checked", "item"
"""Is not None; is not empty; holds a key or part; has so many items; its shape was looked at; is taken from a loop."""


HERE = "it is None here"
"""Of what was compared with None, and of which nothing else says that it may be."""


@dataclass(frozen=True, slots=True)
class Outside:
    """A value that other people wrote. `least` is how many items it has for certain."""

    form: str
    """"data" of a parsed file, "arguments" of the command line, "environment", "parts" of a text, "names" of files."""
    words: str
    least: int = 0
    most: int = 0
    """How many at most; 0: nobody knows."""
    separator: str = ""
    of: str = ""
    """The key of the text that was cut into parts."""


@dataclass(frozen=True, slots=True)
class Value:
    """What is known of a value: why it may be None (empty: no sign of that), where it came from, its class."""

    none: str = ""
    outside: Outside | None = None
    type: str = ""
    is_none: bool = False
    """It is None and nothing else."""
    unless: str = ""
    """The text of a condition that was tested before: where it holds again, the value is not None."""


PLAIN = Value()
FLAGS = (ast.Compare, ast.BoolOp, ast.UnaryOp, ast.Call, ast.IfExp)


@dataclass(frozen=True, slots=True, eq=False)
class Condition:
    """What a flag was computed from, and the names in it."""

    test: ast.expr
    names: frozenset[str]


class State:
    """Changed in place; `copy` before two branches go their own ways."""

    __slots__ = ("conditions", "facts", "values")

    def __init__(self) -> None:
        self.values: dict[str, Value] = {}
        self.facts: set[Known] = set()
        self.conditions: dict[str, Condition] = {}
        """Name of a flag -> the condition that it was computed from."""

    def copy(self) -> "State":
        """Another one that knows the same."""
        twin = State()
        twin.values, twin.facts, twin.conditions = dict(self.values), set(self.facts), dict(self.conditions)
        return twin

    def become(self, other: "State") -> None:
        """Know what the other knows, and nothing else."""
        self.values, self.facts, self.conditions = other.values, other.facts, other.conditions

    def forget(self, target: str) -> None:
        """`target` was bound anew: drop whatever was known of it and of what is reached through it."""
        for key, value in list(self.values.items()):
            if target in key and mentions(key, target):
                del self.values[key]
            elif value.unless and mentions(value.unless.removeprefix("not "), target):
                self.values[key] = replace(value, unless="")
        if self.facts:
            near = [each for each in self.facts if target in each[1] or target in each[2]]
            self.facts.difference_update(
                each for each in near if mentions(each[1], target) or mentions(each[2], target)
            )
        if self.conditions:
            for name in [name for name, test in self.conditions.items() if name == target or target in test.names]:
                del self.conditions[name]

    def forget_items(self, key: str) -> None:
        """Something was taken out of what `key` holds: that it is there still is all that is known of it."""
        self.facts = {each for each in self.facts if each[1] != key or each[0] == GIVEN}

    def tells_as_much_as(self, before: "State") -> bool:
        """Whether a loop that begins with this finds what it found when it began with `before`, which was joined to it.

        What is bound in the loop alone is known in the second round, but where nothing is known of it, it says nothing.
        """
        if self.facts != before.facts or self.conditions.keys() != before.conditions.keys():
            return False
        known = before.values
        return all(
            known.get(key) == value or (key not in known and value == PLAIN) for key, value in self.values.items()
        )

    def bind(self, target: str, value: Value) -> None:
        """`target` now holds `value`."""
        self.forget(target)
        self.values[target] = value
        if not value.none and not value.is_none:
            self.facts.add((GIVEN, target, ""))

    def remember(self, flag: str, test: ast.expr) -> None:
        """`flag` was computed from a condition, so that asking it asks the condition."""
        if isinstance(test, FLAGS):
            names = _names(test)
            if flag not in names:
                self.conditions[flag] = Condition(test, names)

    def learn(self, what: str, key: str, detail: str = "") -> None:
        """Take down that something was checked; of None, for whatever holds the same value."""
        if not key:
            return
        self.facts.add((what, key, detail))
        value = self.values.get(key) if what == GIVEN else None
        if value is not None and value.none:
            self.facts.update((GIVEN, other, "") for other, held in self.values.items() if held is value)

    def hold(self, test: str) -> None:
        """A condition with this text holds: what is None only without it is not."""
        for key, value in self.values.items():
            if value.unless == test:
                self.facts.add((GIVEN, key, ""))

    def called(self, root: str) -> None:
        """A method of `root` ran, or somebody was given it: fields that were None may have been filled."""
        fields = [key for key, value in self.values.items() if value.is_none and key.startswith(f"{root}.")]
        for key in fields:
            del self.values[key]
            self.facts.add((GIVEN, key, ""))

    def knows(self, what: str, key: str, detail: str = "") -> bool:
        """Whether that was checked on every way here."""
        return (what, key, detail) in self.facts

    def length(self, key: str) -> int:
        """How many items `key` has at least, as far as it was checked."""
        lengths = [int(each[2]) for each in self.facts if each[0] == LONG and each[1] == key]
        return max([*lengths, 1 if (SOME, key, "") in self.facts else 0])


def joined(states: Iterable[State | None]) -> State | None:
    """What is known where ways meet: what may be on any of them, what was checked on all of them."""
    living = [state for state in states if state is not None]
    if len(living) < 2:
        return living[0] if living else None
    first = living[0].copy()
    for other in living[1:]:
        for key in other.values.keys() | first.values.keys():
            if first.values.get(key) is not other.values.get(key):
                first.values[key] = _either(first, other, key)
        first.facts &= other.facts
        first.conditions = {name: test for name, test in first.conditions.items() if other.conditions.get(name) is test}
    return first


def _either(one: State, two: State, key: str) -> Value:
    a, b = one.values.get(key), two.values.get(key)
    if a is None or b is None:
        # Bound on one way only. On the other nothing is known: what the binding said still holds for its own way.
        known = a or b or PLAIN
        is_asked = known.none == HERE and ("." in key or "[" in key)
        return PLAIN if is_asked else Value(known.none, known.outside, "", False, known.unless)
    if a is b:
        return a
    if ("." in key or "[" in key) and HERE in (a.none, b.none) and a.is_none != b.is_none:
        # Somebody asked whether a field is there, and went on; whether it may be None then, its class knows.
        return b if a.is_none else a
    weaker = a.outside if a.outside and (not b.outside or a.outside.least <= b.outside.least) else b.outside
    kind = a.type if a.type == b.type or b.is_none else b.type if a.is_none else ""
    unless = a.unless if a.unless == b.unless or not b.none else b.unless if not a.none else ""
    return Value(a.none or b.none, weaker, kind, a.is_none and b.is_none, unless)


def _names(test: ast.expr) -> frozenset[str]:
    chains = (dotted(node) for node in walk(test) if isinstance(node, ast.Name | ast.Attribute))
    return frozenset(chain for chain in chains if chain)
