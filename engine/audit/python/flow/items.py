"""Items of outside data: whether one is there for certain, by what was checked on the way."""

import ast

from engine.audit.python.flow.state import CHECKED, HAS, ITEM, SOME, Outside, State
from engine.audit.python.names import key_of, word_of

POSITIONS = ("parts", "arguments", "names")
"""Forms of outside data that are lists, whatever is in them."""


def is_there(node: ast.Subscript, outside: Outside, state: State) -> bool | None:
    """Whether `node` can't fail; None where the place in a list is reckoned, of which nothing can be said."""
    held, word = key_of(node.value), word_of(node.slice)
    number = number_of(node.slice)
    is_list = outside.form in POSITIONS
    if is_list and number is None:
        return None
    if state.knows(CHECKED, held) or (bool(word) and state.knows(HAS, held, word)):
        return True
    if isinstance(node.slice, ast.Name) and state.knows(ITEM, node.slice.id):
        return True
    if number is None:
        return False
    wanted = number + 1 if number >= 0 else -number
    if least_of(node.value, outside, state) >= wanted:
        return True
    return is_list and wanted <= 2 and _is_counted(node.value, outside, state)


def is_unpackable(targets: list[ast.expr], node: ast.expr, cut: Outside, state: State) -> bool | None:
    """Whether outside data has as many parts as there are names for them; None where it is no list of parts."""
    if cut.form not in ("parts", "arguments"):
        return None
    least = least_of(node, cut, state)
    if any(isinstance(each, ast.Starred) for each in targets):
        return least >= len(targets) - 1 or _is_counted(node, cut, state)
    return least == cut.most == len(targets) or _is_counted(node, cut, state)


def least_of(node: ast.expr, outside: Outside, state: State) -> int:
    """How many items `node` has at least."""
    key = key_of(node)
    least = max(outside.least, state.length(key) if key else 0)
    if outside.of and outside.separator and state.knows(HAS, outside.of, outside.separator):
        return max(least, 2)
    is_words = outside.form == "parts" and bool(outside.of) and not outside.separator
    return max(least, 1) if is_words and state.knows(SOME, outside.of) else least


def sliced(outside: Outside, cut: ast.Slice) -> Outside | None:
    """What is left of outside data; None where the ends are reckoned, since then so is what follows."""
    ends = [number_of(each) for each in (cut.lower, cut.upper, cut.step) if each is not None]
    if None in ends:
        return None
    begin = (number_of(cut.lower) or 0) if cut.lower is not None else 0
    least = outside.least - begin if cut.upper is None and cut.step is None else 0
    return Outside(outside.form, outside.words, max(0, min(least, outside.least)))


def number_of(node: ast.expr) -> int | None:
    """The whole number that an expression is written as."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = number_of(node.operand)
        return None if inner is None else -inner
    if isinstance(node, ast.Constant) and isinstance(node.value, int) and not isinstance(node.value, bool):
        return node.value
    return None


def literal_length(node: ast.AST) -> int:
    """How many items a literal is written with, those behind a star left out; -1 for what is no literal."""
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        return sum(not isinstance(each, ast.Starred) for each in node.elts)
    return sum(each is not None for each in node.keys) if isinstance(node, ast.Dict) else -1


def _is_counted(node: ast.expr, cut: Outside, state: State) -> bool:
    """Whether somebody looked at how many there are, of the parts or of the text that was cut."""
    return any(state.knows(CHECKED, key) for key in (key_of(node), cut.of) if key)
