"""Reads plain data of a capture's file value by value; what does not fit is told with what was expected."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeGuard, TypeVar, cast

from engine.json_file import read_json
from engine.telemetry.capture_error import CaptureError

_MOST = 2**53
_NOTHING = object()
C = TypeVar("C")


def read_capture(
    path: Path, largest: int, made: str, capture: Callable[[dict[str, Any]], C], *, expected: str, again: str
) -> C:
    """A capture from its file of at most `largest` bytes, whose format is `made`; `capture` reads what stands in it.

    CaptureError, in the reader's words, for anything that is not a whole one: `expected` says what the file should be,
    `again` how to get another.
    """
    try:
        data = read_json(path, largest)
    except OSError as error:
        raise CaptureError(f"{path} can't be read: {error.strerror or error}.") from error
    except ValueError as error:
        raise CaptureError(f"{path} is no capture: {error}. Expected {expected}.") from error
    try:
        head = table(data, "the file")
        if head.get("format") != made:
            raise CaptureError(f'format is {short(head.get("format"))}; expected "{made}"')
        return capture(head)
    except CaptureError as error:
        raise CaptureError(f"{path} is no whole capture: {error}. {again}") from error


def table(data: Any, name: str) -> dict[str, Any]:
    """A table. CaptureError for anything else."""
    if not isinstance(data, dict):
        raise CaptureError(f"{name} is {short(data)}; expected a table")
    return cast("dict[str, Any]", data)


def column(
    within: dict[str, Any],
    name: str,
    fits: Callable[[Any], bool],
    expected: str,
    count: int | None = None,
    things: str = "ticks",
) -> list[Any]:
    """A list of values that all fit, as many as there are things. CaptureError for anything else."""
    values = listed(within.get(name), name)
    if count is not None and len(values) != count:
        raise CaptureError(f"{name} has {len(values)} values for {count} {things}")
    wrong = next((value for value in values if not fits(value)), _NOTHING)
    if wrong is not _NOTHING:
        raise CaptureError(f"{name} holds {short(wrong)}; expected {expected}")
    return values


def listed(data: Any, name: str) -> list[Any]:
    """A list. CaptureError for anything else."""
    if not isinstance(data, list):
        raise CaptureError(f"{name} is {short(data)}; expected a list")
    return cast("list[Any]", data)


def text(within: dict[str, Any], name: str, where: str) -> str:
    """A text of at most 1,000 letters. CaptureError for anything else."""
    value = within.get(name)
    if not isinstance(value, str) or len(value) > 1000:
        raise CaptureError(f"{where}.{name} is {short(value)}; expected a text")
    return value


def is_count(value: Any) -> TypeGuard[int]:
    """Whether it is a whole number from 0 that JSON keeps."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _MOST


def short(value: Any) -> str:
    """A value as a message shows it."""
    told = json.dumps(value, default=str)
    return told if len(told) <= 60 else told[:57] + "..."
