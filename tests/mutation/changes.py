"""Every small change that could be made to a file: cosmic-ray's operators and two of our own, one for each place."""

import random
import warnings
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from difflib import unified_diff
from functools import cache
from pathlib import Path
from typing import Any

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator
from cosmic_ray.operators.provider import OperatorProvider

#: Operators that need arguments, and those that make no difference to what Python keeps once: None, words and classes.
LEFT_OUT = (
    *("VariableReplacer", "VariableInserter"),
    *("ReplaceComparisonOperator_Eq_Is", "ReplaceComparisonOperator_NotEq_IsNot"),
    *("ReplaceComparisonOperator_Is_Eq", "ReplaceComparisonOperator_IsNot_NotEq"),
)
#: cosmic-ray has an operator for each pair of signs; these are the kinds that they belong to.
KINDS = ("ReplaceBinaryOperator", "ReplaceComparisonOperator", "ReplaceUnaryOperator")


class RemoveStatement(Operator):
    """Put `pass` in the place of a call, an assignment to something that exists, a `raise` or a `del`."""

    def mutation_positions(self, node: Any) -> Iterator[Any]:
        if node.type == "simple_stmt" and _is_removable(node.children[0]):
            yield node.start_pos, node.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        return _instead(node, "pass")

    @classmethod
    def examples(cls) -> tuple[()]:
        return ()


class ReturnNothing(Operator):
    """Return None instead of a value."""

    def mutation_positions(self, node: Any) -> Iterator[Any]:
        if node.type == "simple_stmt" and node.children[0].type == "return_stmt":
            if node.children[0].children[-1].get_code().strip() != "None":
                yield node.start_pos, node.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        return _instead(node, "return None")

    @classmethod
    def examples(cls) -> tuple[()]:
        return ()


def _is_removable(statement: Any) -> bool:
    if statement.type in ("atom_expr", "power", "raise_stmt", "del_stmt"):
        return True
    if statement.type != "expr_stmt":
        return False
    target, sign = statement.children[0], statement.children[1]
    return (sign.type == "operator" and sign.value != "=") or target.type in ("atom_expr", "power")


def _instead(node: Any, code: str) -> Any:
    """Another statement, of as many lines, so that the rest of the file stays where it is."""
    new = get_ast(f"{code}\n").children[0]
    new.get_first_leaf().prefix = node.get_first_leaf().prefix
    new.get_last_leaf().value = "\n" * node.get_code(include_prefix=False).count("\n")
    return new


@dataclass(frozen=True)
class Mutant:
    """One change to one file. `lines` are the numbers of the first and last line that it touches."""

    file: str
    operator: str
    lines: tuple[int, int]
    was: str
    now: str
    text: str

    def diff(self, root: Path) -> str:
        """The change as a unified diff."""
        before = (root / self.file).read_text(encoding="utf-8")
        return "\n".join(unified_diff(before.splitlines(), self.text.splitlines(), self.file, "mutant", "", "", 2, ""))

    def to_json(self) -> dict[str, Any]:
        """All of it, for another process."""
        return asdict(self)


@dataclass(frozen=True)
class Place:
    """Where a file can be changed in one way, and the operators that do so: `choices` are (name, occurrence)."""

    file: str
    kind: str
    position: tuple[tuple[int, int], tuple[int, int]]
    choices: tuple[tuple[str, int], ...]


def places_of(root: Path, file: str) -> list[Place]:
    """All places of a file, in order.

    Types, and what only a type checker reads, are left alone: nothing that runs depends on them.
    """
    nodes = list(ast_nodes(get_ast((root / file).read_text(encoding="utf-8"))))
    found: dict[tuple[Any, str], list[tuple[str, int]]] = {}
    for name, operator in _operators().items():
        occurrence = 0
        for node in nodes:
            for position in operator.mutation_positions(node):
                if not _is_for_types(node):
                    kind = name.partition("_")[0] if name.startswith(KINDS) else name
                    found.setdefault((position, kind), []).append((name, occurrence))
                occurrence += 1
    return [Place(file, kind, position, tuple(choices)) for (position, kind), choices in sorted(found.items())]


def sampled(root: Path, files: list[str], size: int | None, seed: int) -> tuple[list[Mutant], int]:
    """Mutants at `size` places of all that there are (None: at each), drawn by `seed`; and how many places there are.

    A place has one mutant: of the operators that could stand there one is drawn, so that a sum with eleven other signs
    counts no more than a loop with one other way to go.
    """
    places = [place for file in files for place in places_of(root, file)]
    chance = random.Random(seed)
    chance.shuffle(places)
    found: list[Mutant] = []
    for place in places:
        if size is not None and len(found) == size:
            break
        mutant = _mutant(root, place, *chance.choice(place.choices))
        if mutant is not None:
            found.append(mutant)
    return found, len(places)


@cache
def _operators() -> dict[str, Operator]:
    provider = OperatorProvider()
    theirs: dict[str, Operator] = {name: provider[name]() for name in provider if name not in LEFT_OUT}
    return theirs | {"RemoveStatement": RemoveStatement(), "ReturnNothing": ReturnNothing()}


def _mutant(root: Path, place: Place, name: str, occurrence: int) -> Mutant | None:
    source = (root / place.file).read_text(encoding="utf-8")
    text = mutate_code(source, _operators()[name], occurrence)
    if text is None or text == source:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # such as `is` beside a number
        try:
            compile(text, place.file, "exec")
        except SyntaxError:
            return None
    before, after = source.splitlines(), text.splitlines()
    first = _alike(before, after)
    last = max(first, len(before) - 1 - _alike(before[first:][::-1], after[first:][::-1]))
    gone = len(before) - len(after)
    was, now = (
        " ".join(" ".join(lines).split()) for lines in (before[first : last + 1], after[first : last + 1 - gone])
    )
    return Mutant(place.file, name, (first + 1, last + 1), was, now, text)


def _alike(one: list[str], other: list[str]) -> int:
    """How many lines are the same before the first that is not."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (here, there) in pairs if here != there), min(len(one), len(other)))


def _is_for_types(node: Any) -> bool:
    """Whether a node is part of an annotation or of a block under TYPE_CHECKING."""
    child, parent = node, node.parent
    while parent is not None:
        if parent.type in ("annassign", "tfpdef") and child is parent.children[1 if parent.type == "annassign" else -1]:
            return True
        if parent.type == "funcdef" and parent.annotation is child:
            return True
        if parent.type == "if_stmt" and "TYPE_CHECKING" in parent.children[1].get_code():
            return True
        child, parent = parent, parent.parent
    return node.type == "if_stmt" and "TYPE_CHECKING" in node.children[1].get_code()
