"""Spares numba work that changes nothing of the code it makes: a third of the time that a cold start takes."""

# pyright: basic
# numba's types do not know its settings.

from functools import lru_cache
from typing import Any

from numba.core import errors
from numba.core.targetconfig import TargetConfig


def install() -> None:
    """Compare compiler flags cheaply and leave messages plain; runs when `engine.world.kernel` is imported."""
    config: Any = TargetConfig
    plain_equal = config.__eq__

    def equal(self: Any, other: Any) -> Any:
        if type(self) is not type(other):
            return plain_equal(self, other)
        return self._values == other._values or {**_defaults(type(self)), **self._values} == {
            **_defaults(type(self)),
            **other._values,
        }

    # Numba's own hash is that of the sorted names of the options, so it is the same for all of one type.
    config.__hash__ = lambda self: hash(type(self))
    config.__eq__ = equal
    # Every candidate that does not fit has its message coloured, and the message is thrown away.
    scheme: Any = getattr(errors, "HighlightColorScheme", None)
    if scheme is not None:
        scheme._markup = lambda self, msg, color=None, style=None: msg


@lru_cache
def _defaults(kind: Any) -> dict[str, Any]:
    return {name: option.default for name, option in kind.options.items()}
