"""`except Exception` that tells nobody which error it was."""

import ast
from collections.abc import Iterator

from engine.audit.python.handlers import is_broad, is_silent, raises, tells
from engine.audit.python.kind import Spot, kind
from engine.audit.python.reach import is_compiled
from engine.audit.python.source import Source


@kind(
    "blind-except", "Takes every error, and tells nobody which", "hides", nodes=(ast.ExceptHandler,), ruff=("BLE001",)
)
def blind_except(handler: ast.ExceptHandler, source: Source) -> Iterator[Spot]:
    """One that hands the error on, logs it with its traceback or raises again is fine."""
    if handler.type is None or not is_broad(handler) or is_silent(handler):
        return
    excuse = "it raises again" if raises(handler) else "it hands the error on" if tells(handler) else ""
    function = source.function_of(handler)
    if function is not None and is_compiled(function):
        excuse = "compiled code knows no error by its name"
    name = ast.unparse(handler.type)
    yield Spot(handler, f"`except {name}` takes errors of the program itself too, and says nothing of them.", excuse)
