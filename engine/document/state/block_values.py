"""Values inside a block: a copy with one of them replaced, and why a value may not stand there."""

from collections.abc import Mapping
from typing import Any, cast

from engine.document.check import Problem
from engine.document.errors import CommandError, path_place
from engine.document.path import Keys, Path
from engine.schema.reserved import PARTS
from engine.schema.toml_write import UnwritableError, value_text
from engine.schema.values import plain


def with_value(data: Mapping[str, Any], keys: Keys, value: Any, path: Path, prune: bool) -> dict[str, Any]:
    """A copy of a block with one value replaced; everything beside the way to it is shared.

    Args:
        data: The block.
        keys: Where the value stands.
        value: What stands there afterwards; None takes it away.
        path: The whole path, for messages.
        prune: Whether a table that is emptied by this goes too.

    Raises:
        CommandError: The keys lead nowhere.
    """
    copy = dict(data)
    key, rest = str(keys[0]), keys[1:]
    if rest and key == PARTS:
        parts = _with_part(copy.get(PARTS), rest, value, path)
        if parts or value is not None:
            copy[PARTS] = parts
        else:
            copy.pop(PARTS, None)
    elif rest:
        inner = copy.get(key)
        if inner is None and value is None:
            return copy
        changed = _changed(inner if inner is not None else {}, rest, value, path)
        if prune and value is None and changed == {}:
            copy.pop(key, None)
        else:
            copy[key] = changed
    elif value is None:
        copy.pop(key, None)
    else:
        copy[key] = value
    return copy


def _with_part(parts: Any, keys: Keys, value: Any, path: Path) -> dict[str, Any]:
    """A copy of what a block says of parts with one value replaced; a part of which nothing is said goes."""
    if parts is not None and not isinstance(parts, dict):
        raise CommandError(f"{PARTS} is no table of parts", path_place(path), "a table with one table for each part")
    copy: dict[str, Any] = dict(cast("dict[str, Any]", parts or {}))
    name, rest = str(keys[0]), keys[1:]
    if not rest:
        return with_value(copy, (name,), value, path, True)
    said = copy.get(name)
    if said is not None and not isinstance(said, dict):
        raise CommandError(f"{PARTS}.{name} is no table", path_place(path), "a table of components")
    part = with_value(cast("dict[str, Any]", said or {}), rest, value, path, True)
    if part or value is not None:
        copy[name] = part
    else:
        copy.pop(name, None)
    return copy


def _changed(container: Any, keys: Keys, value: Any, path: Path) -> Any:
    key, rest = keys[0], keys[1:]
    if isinstance(container, dict) and isinstance(key, str):
        table = dict(cast("dict[str, Any]", container))
        if rest:
            if key not in table:
                raise CommandError(
                    f"{dotted(path.inner[:-1])} isn't stated here, so a part of it can't be set",
                    path_place(path),
                    "the whole value",
                )
            table[key] = _changed(table[key], rest, value, path)
        elif value is None:
            table.pop(key, None)
        else:
            table[key] = value
        return table
    if isinstance(container, list) and isinstance(key, int):
        items = list(cast("list[Any]", container))
        if value is None or not 0 <= key < len(items):
            raise CommandError("parts of a list are replaced, not added or removed", path_place(path), "the whole list")
        items[key] = _changed(items[key], rest, value, path) if rest else value
        return items
    raise CommandError(f"{dotted(path.inner)} leads nowhere", path_place(path), "the path of a field")


def check_writable(path: Path, value: Any) -> None:
    """Whether TOML has a spelling for a value.

    Raises:
        CommandError: It has none.
    """
    if value is None or type(value) is float:
        return
    if type(value) is list and all(type(part) is float for part in cast("list[Any]", value)):
        return
    try:
        value_text(plain(value))
    except UnwritableError as error:
        raise CommandError(str(error), path_place(path), "a value that TOML can hold") from error


def refusal(path: Path, problem: Problem) -> CommandError:
    """What is told of a value of the wrong type."""
    return CommandError(problem.what, path_place(path), problem.expected)


def dotted(keys: Keys) -> str:
    """Keys as people read them: health.current."""
    return ".".join(map(str, keys))
