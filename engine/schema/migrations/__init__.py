"""Brings files of older formats up to date, one step a file: `step_N.py` turns format N into N + 1."""

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from engine.schema.files import FORMAT
from engine.schema.text import FormatError
from engine.walk import walk_modules

Data = dict[str, Any]
Step = Callable[[str, Data], Data]


@cache
def steps() -> Mapping[int, Step]:
    """The known steps by the format that they start from; each module here offers `FROM` and `migrate(kind, data)`."""
    found: dict[int, Step] = {}
    for module in walk_modules(__name__):
        start = getattr(module, "FROM", None)
        if isinstance(start, int):
            found[start] = module.migrate
    return MappingProxyType(found)


def format_of(data: Mapping[str, Any]) -> int:
    """The format that a file states; 0 where it states none.

    Raises:
        FormatError: It states no number, or a newer format than this program knows.
    """
    stated = data.get("format", 0)
    if isinstance(stated, bool) or not isinstance(stated, int) or stated < 0:
        raise FormatError(f"format is {stated!r}; expected a whole number up to {FORMAT}", 1, 1)
    if stated > FORMAT:
        raise FormatError(
            f"the file has format {stated}, this program reads formats up to {FORMAT}; "
            "open it with a newer version of the editor",
            1,
            1,
        )
    return stated


def migrated(kind: str, data: Data) -> Data:
    """The data of a file in the newest format; the argument is left alone.

    Args:
        kind: What kind of file its folder says it is: project, scene, prefab or encounter.
        data: The whole file, entities included.

    Raises:
        FormatError: The format is unknown.
    """
    current = format_of(data)
    while current < FORMAT:
        step = steps().get(current)
        if step is None:
            raise FormatError(f"nothing here can bring format {current} up to date", 1, 1)
        data = step(kind, data)
        current += 1
        data["format"] = current
    return data
