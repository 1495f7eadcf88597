"""Which compiled functions count who holds their arrays, and which need not since they make none.

Numba counts references of every array that a function is handed, atomically: for a helper with forty columns that is
most of its time. Code of the engine works on columns that the world owns for as long as it runs, so it goes without,
except where arrays are made. Code of projects keeps counting: it may do anything.
"""

from collections.abc import Callable
from types import CodeType
from typing import Any

from numba.core.dispatcher import Dispatcher

UNCOUNTED = "engine."
MAKERS = frozenset(
    (
        "append",
        "arange",
        "argsort",
        "array",
        "astype",
        "asarray",
        "bincount",
        "concatenate",
        "copy",
        "cumsum",
        "empty",
        "empty_like",
        "flatnonzero",
        "full",
        "full_like",
        "ones",
        "ones_like",
        "searchsorted",
        "sort",
        "stack",
        "unique",
        "where",
        "zeros",
        "zeros_like",
    )
)


def counts_references(fn: Callable[..., Any]) -> bool:
    """Whether `fn` has to: it makes arrays, calls something compiled that does, or is no code of the engine."""
    if not fn.__module__.startswith(UNCOUNTED):
        return True
    code: CodeType = fn.__code__
    if not MAKERS.isdisjoint(code.co_names):
        return True
    named = (fn.__globals__.get(name) for name in code.co_names)
    return any(isinstance(value, Dispatcher) and _is_counting(value) for value in named)


def _is_counting(made: Any) -> bool:
    return bool(made.targetoptions.get("_nrt", True))
