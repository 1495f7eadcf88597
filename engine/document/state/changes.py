"""What a change of one value may be, and whether entities come, go or stand otherwise by it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from engine.document.check import Problem, check_parts, check_reserved, check_table
from engine.document.errors import CommandError, path_place
from engine.document.path import Path
from engine.document.state.block_values import refusal
from engine.document.state.node import FileNode
from engine.schema.files import HEADS
from engine.schema.reserved import PART_KEYS, PARTS, RESERVED
from engine.schema.vocabulary import Vocabulary

_STRUCTURAL = ("name", "parent", "prefab", PARTS)


def check_change(path: Path, node: FileNode, data: Mapping[str, Any], new: Any, vocabulary: Vocabulary) -> None:
    """Refuse a change of a value that its block may not have.

    Args:
        path: Where the value stands.
        node: The file as it is.
        data: The block as it would be.
        new: The value; None where it is taken away.
        vocabulary: The known components.

    Raises:
        CommandError: The value is of the wrong type, belongs to something else, or is of what nothing here knows.
    """
    inner = path.block_keys
    first = str(inner[0])
    if path.block_id is None:
        if first in ("format", "kind"):
            raise CommandError(f"{first} belongs to the file format and can't be changed", path_place(path))
        _, problems = check_table(HEADS[node.kind], data)
    elif first == PARTS and check_reserved(first, data.get(first, {})) is None:
        problems = _check_part(path, data.get(PARTS, {}), vocabulary)
    elif first in RESERVED:
        problem = check_reserved(first, data[first]) if first in data else None
        problems = [problem] if problem else []
        if first == "parent" and isinstance(new, str):
            _check_parent(path, node, new)
    elif first in vocabulary.components:
        component = vocabulary.components[first]
        found = check_table(component, data[first])[1] if first in data else []
        problems = [each.inside(first) for each in found]
    else:
        _check_known(path, first, vocabulary)
        problems = []
    for problem in problems:
        depth = min(len(problem.keys), len(inner))
        if problem.keys[:depth] == inner[:depth]:
            raise refusal(path, problem)


def is_structural(path: Path, old: Any, new: Any) -> bool:
    """Whether entities come, go, or are called or placed otherwise by a change of a value."""
    inner = path.inner
    if len(inner) != 1 or path.is_of_part:
        return inner in ((), ("name",))
    if inner[0] == "removed":
        return any(
            str(each).startswith(".")
            for told in (old, new)
            if isinstance(told, list)
            for each in cast("list[Any]", told)
        )
    return inner[0] in _STRUCTURAL


def _check_known(path: Path, component: str, vocabulary: Vocabulary) -> None:
    if component not in vocabulary.components:
        raise CommandError(
            f'nothing here knows a component "{component}", so it can only be kept as it is',
            path_place(path),
            "a component of the engine or of the project's own code (is the project trusted?)",
        )


def _check_part(path: Path, parts: Mapping[str, Any], vocabulary: Vocabulary) -> list[Problem]:
    """What is wrong with what is said of one part, or of all; where a part belongs is the prefab's to say."""
    inner = path.inner
    names = [path.block_keys[1]] if path.is_of_part else list(parts)
    if path.is_of_part and inner and str(inner[0]) in RESERVED and inner[0] not in PART_KEYS:
        raise CommandError(
            f"{inner[0]} of a part belongs to its prefab",
            path_place(path),
            "to edit the prefab, or to unpack the instance",
        )
    if path.is_of_part and inner and inner[0] not in RESERVED:
        _check_known(path, str(inner[0]), vocabulary)
    return check_parts(vocabulary.components, {str(each): parts[str(each)] for each in names if each in parts})


def _check_parent(path: Path, node: FileNode, parent: str) -> None:
    seen = {path.entity_id}
    current: Any = parent
    while isinstance(current, str) and current in node.entities:
        if current in seen:
            raise CommandError("an entity can't stand under itself", path_place(path), "another parent")
        seen.add(current)
        current = node.entities[current].data.get("parent")
