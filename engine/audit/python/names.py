"""What names stand for: an import's full name, and texts by which an expression can be recognized again."""

import ast
import re
from collections.abc import Iterable
from functools import lru_cache

PURE_CALLS = frozenset(
    {"get", "match", "search", "fullmatch", "which", "getenv", "get_docstring", "find_spec", "getattr"}
)
"""Calls that answer the same twice, so that a check of one speaks for the other."""
KEYED = (ast.Attribute, ast.Call, ast.Subscript, ast.NamedExpr)
DOTTED, KEY = "_dotted", "_key"
"""Attributes of our own that a node keeps its texts in."""


def imports_of(nodes: Iterable[ast.Import | ast.ImportFrom]) -> dict[str, str]:
    """The names that imports bind anywhere in a file -> what they stand for: "np" -> "numpy"."""
    found: dict[str, str] = {}
    for node in nodes:
        if isinstance(node, ast.Import):
            for each in node.names:
                if each.asname:
                    found[each.asname] = each.name
                else:
                    root = each.name.partition(".")[0]
                    found[root] = root
        else:
            module = "." * node.level + (node.module or "")
            for each in node.names:
                found[each.asname or each.name] = f"{module}.{each.name}"
    return found


def dotted(node: ast.AST) -> str:
    """The text of a chain of names, "a.b.c"; empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if not isinstance(node, ast.Attribute):
        return ""
    # Kept with the node: it is asked for again and again, and goes when the tree goes.
    held = node.__dict__
    found = held.get(DOTTED)
    if found is None:
        base = dotted(node.value)
        found = held[DOTTED] = f"{base}.{node.attr}" if base else ""
    return found


def key_of(node: ast.AST) -> str:
    """A text that two expressions share only where they say the same; empty where nothing can be promised."""
    if isinstance(node, ast.Name):
        return node.id
    if not isinstance(node, KEYED):
        return ""
    held = node.__dict__
    found = held.get(KEY)
    if found is None:
        found = held[KEY] = _made_key(node)
    return found


def _made_key(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        base = key_of(node.value)
        return f"{base}.{node.attr}" if base else ""
    if isinstance(node, ast.Subscript):
        base, index = key_of(node.value), word_of(node.slice)
        return f"{base}[{index}]" if base and index else ""
    if isinstance(node, ast.NamedExpr):
        return node.target.id
    if isinstance(node, ast.Call) and not node.keywords:
        return _call_key(node)
    return ""


def word_of(node: ast.AST) -> str:
    """Like `key_of`, for constants too."""
    return repr(node.value) if isinstance(node, ast.Constant) else key_of(node)


def _call_key(node: ast.Call) -> str:
    func = key_of(node.func)
    if func.rpartition(".")[2] not in PURE_CALLS:
        return ""
    words = [word_of(each) for each in node.args]
    return f"{func}({', '.join(words)})" if all(words) else ""


@lru_cache(maxsize=4096)
def _mention(target: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.]){re.escape(target)}(?!\w)")


def mentions(key: str, target: str) -> bool:
    """Whether an assignment to `target` may change what `key` stands for."""
    return target in key and (key == target or _mention(target).search(key) is not None)
