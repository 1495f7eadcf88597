"""Key sequences as text: normal form, and where two actions want the same keys."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

_SHORT = {"delete": "Del", "insert": "Ins", "escape": "Esc", "pageup": "PgUp", "pagedown": "PgDown"}
_ORDER = ("Ctrl", "Alt", "Shift", "Meta")


@lru_cache(maxsize=1024)
def normal(keys: str) -> str:
    """The one spelling of a key sequence: "shift+ctrl+p" becomes "Ctrl+Shift+P"."""
    if not keys:
        return ""
    *modifiers, key = keys.replace("++", "+Plus").split("+")
    wanted = {modifier.strip().capitalize() for modifier in modifiers}
    unknown = wanted - set(_ORDER)
    if unknown:
        raise ValueError(f"{keys!r}: unknown modifier {', '.join(sorted(unknown))}")
    name = key.strip()
    name = _SHORT.get(name.lower(), name[:1].upper() + name[1:])
    return "+".join([*(modifier for modifier in _ORDER if modifier in wanted), name])


def written(keys: str) -> str:
    """The one spelling as Qt reads it: it knows a plus by its sign only."""
    return normal(keys).replace("+Plus", "++")


def conflicts(bindings: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Key sequences that more than one action id wants; `bindings` are (action id, keys)."""
    wanted: defaultdict[str, list[str]] = defaultdict(list)
    for action, keys in bindings:
        if keys:
            wanted[normal(keys)].append(action)
    return {keys: actions for keys, actions in wanted.items() if len(actions) > 1}


def readable(bindings: Mapping[str, str]) -> dict[str, str]:
    """The bindings whose keys can be read, as from a file that somebody wrote by hand."""
    return {id_: keys for id_, keys in bindings.items() if _is_readable(keys)}


def _is_readable(keys: str) -> bool:
    try:
        normal(keys)
    except ValueError:
        return False
    return True
