"""Follows the functions of a file, each on its own."""

import ast
from collections.abc import Iterator, Set

from engine.audit.python.flow.expressions import Expressions
from engine.audit.python.flow.state import State
from engine.audit.python.flow.statements import Statements, entry_of
from engine.audit.python.flow.use import Use
from engine.audit.python.source import Function, Source

Body = Function | ast.ClassDef | ast.Module | ast.Lambda


def uses(source: Source, worth: Set[ast.AST]) -> Iterator[Use]:
    """The uses in a file that may fail, each once, as they are met, in the bodies that are `worth` it."""
    waiting: list[tuple[Body, str]] = [(source.tree, "")]
    while waiting:
        body, owner = waiting.pop()
        if body not in worth:
            continue
        heard: dict[tuple[str, int], Use] = {}

        def tell(use: Use, heard: dict[tuple[str, int], Use] = heard) -> None:
            """Loops are followed twice: a use that is unchecked in either round is unchecked."""
            key = (use.what, id(use.node))
            if key not in heard or (heard[key].is_checked and not use.is_checked):
                heard[key] = use

        expressions = Expressions(source, owner, tell)
        statements = Statements(expressions)
        if isinstance(body, ast.Lambda):
            expressions.value(body.body, entry_of(body, expressions))
        else:
            state = entry_of(body, expressions) if isinstance(body, Function) else State()
            statements.block(body.body, state)
        inside = body.name if isinstance(body, ast.ClassDef) else owner
        waiting += [(each, inside) for each in statements.functions]
        waiting += [(each, inside) for each in dict.fromkeys(expressions.later)]
        yield from heard.values()
