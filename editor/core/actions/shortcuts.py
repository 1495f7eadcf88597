"""What becomes of all shortcuts when one is changed: taken from another action, swapped with it, given back."""

from collections.abc import Mapping

from editor.core.actions.keys import normal, written
from editor.core.actions.registry import ActionRegistry

Bindings = dict[str, str]
"""The user's own shortcuts: action id -> keys, "" for none; who is not in it has the default."""


def holders(actions: ActionRegistry, keys: str, besides: str) -> list[str]:
    """The other actions that have these keys now."""
    wanted = normal(keys)
    return [each.id for each in actions if wanted and each.id != besides and normal(actions.keys(each.id)) == wanted]


def taken(actions: ActionRegistry, own: Mapping[str, str], id_: str, keys: str) -> Bindings:
    """The bindings once an action has keys; whoever had them has none."""
    losers = dict.fromkeys(holders(actions, keys, id_), "")
    return tidy(actions, {**own, **losers, id_: written(keys)})


def swapped(actions: ActionRegistry, own: Mapping[str, str], id_: str, keys: str) -> Bindings:
    """The bindings once an action has keys, and whoever had them has those that it had before."""
    before = actions.keys(id_)
    others = holders(actions, keys, id_)
    given = {other: before if number == 0 else "" for number, other in enumerate(others)}
    return tidy(actions, {**own, **given, id_: written(keys)})


def tidy(actions: ActionRegistry, bindings: Mapping[str, str]) -> Bindings:
    """Only what differs from the defaults: the rest follows them in a later version; unknown actions stay."""
    return {
        id_: keys
        for id_, keys in bindings.items()
        if id_ not in actions or normal(keys) != normal(actions.get(id_).keys)
    }
