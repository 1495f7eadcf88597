"""Another program whose failure nobody notices."""

import ast
from collections.abc import Iterator

from engine.audit.python.kind import Spot, kind
from engine.audit.python.nodes import walk
from engine.audit.python.source import Source

ASKED = frozenset({"returncode", "check_returncode"})


@kind(
    "subprocess",
    "A program whose failure nobody notices",
    "hides",
    nodes=(ast.Call,),
    ruff=("PLW1510",),
    words=(b"subprocess", b"system"),
)
def subprocess_unchecked(node: ast.Call, source: Source) -> Iterator[Spot]:
    """`subprocess.run` without `check` whose return code nobody asks for; `call` and `os.system` by themselves."""
    name = source.qualified(node.func)
    if name == "subprocess.run":
        if any(each.arg in ("check", None) for each in node.keywords):
            excuse = "`check` says what happens"
        else:
            excuse = "its return code is looked at" if _is_asked(node, source) else ""
        yield Spot(node, "`subprocess.run` without `check`: the program may fail, and nobody notices.", excuse)
    elif name in ("subprocess.call", "os.system"):
        is_dropped = isinstance(source.parents.get(node), ast.Expr)
        excuse = "" if is_dropped else "its answer is the return code, which is used"
        yield Spot(node, f"What `{name}` answers is dropped: the program may fail, and nobody notices.", excuse)


def _is_asked(node: ast.Call, source: Source) -> bool:
    """Whether the return code of this run is read, or the whole answer goes to somebody else."""
    parent = source.parents.get(node)
    if isinstance(parent, ast.Attribute):
        return parent.attr in ASKED
    if isinstance(parent, ast.Return | ast.Call | ast.Await | ast.keyword):
        return True
    names = _bound(parent)
    around = source.function_of(node) or source.tree
    for each in walk(around):
        if isinstance(each, ast.Attribute) and each.attr in ASKED and ast.unparse(each.value) in names:
            return True
        if isinstance(each, ast.Return) and each.value is not None and ast.unparse(each.value) in names:
            return True
        if isinstance(each, ast.Call) and any(ast.unparse(given) in names for given in each.args):
            return True
    return False


def _bound(parent: ast.AST | None) -> set[str]:
    if isinstance(parent, ast.Assign):
        return {ast.unparse(each) for each in parent.targets}
    if isinstance(parent, ast.AnnAssign | ast.NamedExpr):
        return {ast.unparse(parent.target)}
    return set()
