"""What an `except` clause does with the error: raises again, tells somebody, or nothing at all."""

import ast
from collections.abc import Iterator

from engine.audit.python.names import dotted
from engine.audit.python.nodes import children
from engine.audit.python.source import Function

BROAD = frozenset({"Exception", "BaseException"})
TELLING = frozenset(
    {"exception", "print_exc", "format_exc", "print_exception", "format_exception", "exc_info", "excepthook"}
)
LOGGING = frozenset({"debug", "info", "warning", "warn", "error", "critical", "log", "fail", "die"})
ENDING = frozenset({"sys.exit", "os._exit", "exit", "quit", "pytest.fail", "pytest.skip"})


def is_broad(handler: ast.ExceptHandler) -> bool:
    """Whether a clause catches everything but what ends the program, or that too."""
    if handler.type is None:
        return True
    each = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(dotted(name).rpartition(".")[2] in BROAD for name in each)


def is_silent(handler: ast.ExceptHandler) -> bool:
    """Whether its body does nothing: `pass`, `...`, `continue`, a docstring."""
    return all(
        isinstance(each, ast.Pass | ast.Continue)
        or (isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant))
        for each in handler.body
    )


def raises(handler: ast.ExceptHandler) -> bool:
    """Whether every way through the body raises again, or ends the program."""
    return _ends(handler.body)


def _ends(body: list[ast.stmt]) -> bool:
    for each in body:
        if isinstance(each, ast.Raise):
            return True
        if isinstance(each, ast.Expr) and isinstance(each.value, ast.Call) and dotted(each.value.func) in ENDING:
            return True
        if isinstance(each, ast.If) and each.orelse and _ends(each.body) and _ends(each.orelse):
            return True
        if isinstance(each, ast.Try) and (
            _ends(each.finalbody) or (_ends(each.body) and all(_ends(h.body) for h in each.handlers))
        ):
            return True
        if isinstance(each, ast.With) and _ends(each.body):
            return True
    return False


def may_raise(handler: ast.ExceptHandler) -> bool:
    """Whether some way through the body raises."""
    return any(isinstance(each, ast.Raise) for each in _own(handler))


def tells(handler: ast.ExceptHandler) -> bool:
    """Whether the error goes to somebody: handed on, kept, printed or logged with its traceback."""
    for each in _own(handler):
        if isinstance(each, ast.Name) and handler.name and each.id == handler.name and isinstance(each.ctx, ast.Load):
            return True
        if isinstance(each, ast.Call):
            short = (dotted(each.func) or getattr(each.func, "attr", "")).rpartition(".")[2]
            if short in TELLING or any(word.arg == "exc_info" for word in each.keywords):
                return True
    return False


def logs(handler: ast.ExceptHandler) -> bool:
    """Whether the body at least says that something failed."""
    calls = [each for each in _own(handler) if isinstance(each, ast.Call)]
    return any((dotted(each.func) or getattr(each.func, "attr", "")).rpartition(".")[2] in LOGGING for each in calls)


def _own(handler: ast.ExceptHandler) -> Iterator[ast.AST]:
    """What stands in the body, without the bodies of functions in it."""
    waiting: list[ast.AST] = list(handler.body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, Function):
            waiting += children(node)
