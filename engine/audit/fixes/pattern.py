"""What a pattern of fixes is, and how patterns are found: one file of `patterns/` for each."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from engine.audit.fixes.crate import Crate
from engine.audit.fixes.edit import Edit
from engine.audit.fixes.syntax.call import UnwrapCall
from engine.audit.fixes.syntax.places import is_place
from engine.audit.fixes.syntax.receivers import Receiver, is_poisonable, receiver_of
from engine.audit.fixes.syntax.surroundings import Surroundings, surroundings_of
from engine.walk import walk_modules

ASSERTION = re.compile(r"(?:\w+::)*(?:debug_)?(?:assert|ensure)(?:_|\Z)")


@dataclass(frozen=True)
class Case:
    """One call with all that a pattern may ask of it; `reason` is what the user gives for an expect."""

    call: UnwrapCall
    receiver: Receiver
    around: Surroundings
    crate: Crate
    reason: str = ""

    @property
    def is_poisonable(self) -> bool:
        """Whether it is a lock's result, whose error holds the guard all the same."""
        return is_poisonable(self.call)

    @property
    def names_a_place(self) -> bool:
        """Whether the value says which of many things is meant, so that a default would mean another one."""
        return is_place(self.call)

    @property
    def is_asserted(self) -> bool:
        """Whether it stands in an assertion, which is there to fail."""
        source, node = self.call.source, self.call.node
        around = [each.name for each in source.macros if each.start <= node.start_byte and node.end_byte <= each.end]
        return any(ASSERTION.match(name) for name in around)

    @property
    def log(self) -> str:
        """The macro that tells people of what went wrong; empty where the crate has none."""
        return f"{self.crate.logger}::warn" if self.crate.logger else "eprintln" if self.crate.has_std else ""

    @property
    def kinds(self) -> tuple[str, ...]:
        """What the receiver may be, the likelier first: one kind where types say which."""
        return ("option", "result") if self.receiver.kind == "unknown" else (self.receiver.kind,)


@dataclass(frozen=True)
class Variant:
    """One way to write a fix.

    `is_certain`: types in sight say that it fits; else only a compiler can tell.
    """

    edits: tuple[Edit, ...]
    words: str
    is_certain: bool = True


@dataclass(frozen=True)
class Told:
    """What a pattern answers: its variants, the likeliest first, or none; and why."""

    variants: tuple[Variant, ...]
    reason: str


@dataclass(frozen=True)
class Pattern:
    """A way to do without an unwrap. `rank` orders what is tried where none is named: the lowest first."""

    name: str
    title: str
    rank: int
    tell: Callable[[Case], Told]
    suits_macros: bool = False
    """Whether it asks nothing of what is around, so that it fits where a macro puts it."""
    suits_tests: bool = False
    """Whether a test still fails by it where there is no value."""
    panics: bool = False
    """Whether it still panics where there is no value, as an assertion has to."""


@lru_cache(maxsize=1)
def patterns() -> Mapping[str, Pattern]:
    """Every pattern by its name, in the order of ranks. ValueError when two claim one name."""
    found: dict[str, Pattern] = {}
    for module in walk_modules("engine.audit.fixes.patterns"):
        for value in vars(module).values():
            if isinstance(value, Pattern) and found.setdefault(value.name, value) is not value:
                raise ValueError(f"{module.__name__}: the pattern {value.name} is declared twice")
    return {each.name: each for each in sorted(found.values(), key=lambda each: each.rank)}


def case_of(call: UnwrapCall, crate: Crate, reason: str = "") -> Case:
    """A call with what its file tells of it."""
    return Case(call, receiver_of(call), surroundings_of(call), crate, reason)


def refused(reason: str) -> Told:
    """The pattern is not offered, and why."""
    return Told((), reason)
