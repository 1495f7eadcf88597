"""Context keys: what is true in the editor now, each with the sentence that explains why an action is off."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from editor.core.actions.when import blame


@dataclass(frozen=True)
class ContextKey:
    """A named fact about the editor.

    `why_not` is shown when the fact is needed and false, `unless` when it is true and must not be ("not playing"); a
    function says it as things stand ("The scene has 2 errors"). `panel` shows what there is to do about a `why_not`.
    """

    name: str
    why_not: str | Callable[[], str]
    unless: str = ""
    panel: str = ""


class ContextKeys:
    """Every context key with the function that tells its value; values are read when asked, so never stale."""

    def __init__(self) -> None:
        self._keys: dict[str, ContextKey] = {}
        self._values: dict[str, Callable[[], bool]] = {}

    def define(self, key: ContextKey, value: Callable[[], bool]) -> None:
        """Add a key. Raises ValueError when another key has the name."""
        if key.name in self._keys:
            raise ValueError(f"context key {key.name!r} is already defined")
        self._keys[key.name] = key
        self._values[key.name] = value

    def remove(self, name: str) -> None:
        """Forget a key, as when the panel that brought it closes."""
        self._keys.pop(name, None)
        self._values.pop(name, None)

    @property
    def names(self) -> Iterable[str]:
        """The names of all keys."""
        return self._keys.keys()

    def key(self, name: str) -> ContextKey:
        """The key with this name; KeyError when there is none."""
        return self._keys[name]

    def value(self, name: str) -> bool:
        """Whether the key holds now; KeyError for an unknown name."""
        return self._values[name]()

    def why_not(self, expression: str) -> str:
        """The sentence that says why `expression` does not hold; empty when it holds."""
        cause = blame(expression, self.value)
        if cause is None:
            return ""
        key = self._keys[cause.key]
        if not cause.wanted:
            return key.unless
        return key.why_not if isinstance(key.why_not, str) else key.why_not()

    def panel_for(self, expression: str) -> str:
        """The panel that shows what keeps `expression` from holding; empty when there is none, or it holds."""
        cause = blame(expression, self.value)
        return self._keys[cause.key].panel if cause is not None and cause.wanted else ""
