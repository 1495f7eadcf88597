"""What annotations say: whether None is among the values, and the class that is named."""

import ast

from engine.audit.python.names import dotted

WRAPPERS = frozenset({"Annotated", "Final", "ClassVar", "Required", "NotRequired"})
MAPPINGS = frozenset(
    {
        "dict",
        "Dict",
        "Mapping",
        "MutableMapping",
        "defaultdict",
        "OrderedDict",
        "ChainMap",
        "Counter",
        "MappingProxyType",
    }
)


def parsed(annotation: ast.expr | None) -> ast.expr | None:
    """The annotation as an expression; texts of forward references are read."""
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        try:
            return ast.parse(annotation.value, mode="eval").body
        except SyntaxError:
            return None
    return annotation


def allows_none(annotation: ast.expr | None) -> bool:
    """Whether an annotation says `X | None`, `Optional[X]` or `Union[X, None]`; plain `None` says nothing of use."""
    node = parsed(annotation)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return any(_is_none(side) or allows_none(side) for side in (node.left, node.right))
    if isinstance(node, ast.Subscript):
        name = dotted(node.value).rpartition(".")[2]
        inner = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if name == "Optional":
            return True
        if name == "Union":
            return any(_is_none(each) or allows_none(each) for each in inner)
        if name in WRAPPERS and inner:
            return allows_none(inner[0])
    return False


def class_of(annotation: ast.expr | None) -> str:
    """The dotted name of the class that an annotation means, without None and what stands in brackets; else empty."""
    node = parsed(annotation)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        sides = [side for side in (node.left, node.right) if not _is_none(side)]
        return class_of(sides[0]) if len(sides) == 1 else ""
    if isinstance(node, ast.Subscript):
        name = dotted(node.value)
        short = name.rpartition(".")[2]
        inner = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if short == "Optional" or (short in WRAPPERS and inner):
            return class_of(inner[0])
        return name
    return dotted(node) if node is not None else ""


def is_never(annotation: ast.expr | None) -> bool:
    """Whether a function so annotated does not come back."""
    node = parsed(annotation)
    return node is not None and dotted(node).rpartition(".")[2] in ("NoReturn", "Never")


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
