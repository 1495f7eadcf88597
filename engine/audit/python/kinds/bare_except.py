"""`except:` without a class: it takes Ctrl+C and the end of the program too."""

import ast
from collections.abc import Iterator

from engine.audit.python.handlers import raises
from engine.audit.python.kind import Spot, kind
from engine.audit.python.source import Source


@kind("bare-except", "except without a class", "hides", nodes=(ast.ExceptHandler,), ruff=("E722",))
def bare_except(handler: ast.ExceptHandler, _source: Source) -> Iterator[Spot]:
    """KeyboardInterrupt and SystemExit end in it as well. One that tidies up and raises again is fine."""
    if handler.type is None:
        excuse = "it raises again" if raises(handler) else ""
        yield Spot(handler, "A bare `except` takes every error, KeyboardInterrupt and SystemExit too.", excuse)
