"""Plain values of a file: what they may be, when two are the same, and how to copy them."""

import math
from collections.abc import Mapping
from typing import Any, cast

from pydantic import JsonValue

Value = JsonValue
"""bool, int, float, str, list, dict, or None for absent."""


_ATOMS = frozenset({bool, int, float, str, type(None)})


def same(left: Any, right: Any) -> bool:
    """Whether two values would be written alike: 1, 1.0 and true differ, and nan equals itself."""
    if left is right:
        return True
    kind = cast("type[object]", type(left))
    if kind is not type(right):
        return False
    if kind is float:
        return (left == right and (left != 0.0 or math.copysign(1.0, left) == math.copysign(1.0, right))) or (
            math.isnan(left) and math.isnan(right)
        )
    if kind in _ATOMS:
        return bool(left == right)
    if isinstance(left, dict):
        ours, theirs = cast("dict[str, Any]", left), cast("dict[str, Any]", right)
        if ours.keys() != theirs.keys():
            return False
        for key, value in ours.items():
            other = theirs[key]
            if value is not other and not same(value, other):
                return False
        return True
    if isinstance(left, list):
        ours, theirs = cast("list[Any]", left), cast("list[Any]", right)
        return len(ours) == len(theirs) and all(map(same, ours, theirs))
    return bool(left == right)


def plain(value: Any) -> Any:
    """A copy of a value of lists and dicts; tuples become lists, so that it can stand in a file."""
    # Asked for each value of thousands of entities: the plainest kinds come first.
    if type(value) in _ATOMS:
        return value
    if type(value) is list:
        return [each if type(each) in _ATOMS else plain(each) for each in cast("list[Any]", value)]
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in cast("Mapping[Any, Any]", value).items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in cast("list[Any]", value)]
    return value
