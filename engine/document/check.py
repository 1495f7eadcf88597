"""Checks data against the vocabulary and says in words what was expected where."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from pydantic import ValidationError

from engine.document.wording import value_words
from engine.schema.described import Described
from engine.schema.fields import FieldSpec
from engine.schema.reserved import PARTS, RESERVED
from engine.schema.values import plain

MOST_TOLD = 50
"""So many wrong values of one table are told one by one: nobody reads more, and a place is sought for each."""


@dataclass(frozen=True)
class Problem:
    """One wrong value: the keys that lead to it, what is told of it, and what was expected."""

    keys: tuple[str | int, ...]
    told: str
    expected: str
    is_known: bool = True
    """Whether the vocabulary knows the field at all."""

    @property
    def what(self) -> str:
        """The problem as a clause: `health.current is "ten"`."""
        return f"{'.'.join(map(str, self.keys))} {self.told}".strip()

    def inside(self, key: str) -> "Problem":
        """The same problem, seen from the table around."""
        return Problem((key, *self.keys), self.told, self.expected, self.is_known)


def check_reserved(key: str, value: Any) -> Problem | None:
    """Whether a reserved key of an entity block has the right type."""
    described = RESERVED[key]
    if described.accepts(value):
        return None
    return Problem((key,), f"is {value_words(value)}", described.expected)


def check_table(model: type[Described], table: Any) -> tuple[Described | None, list[Problem]]:
    """The model's instance, or everything that keeps a table from being one."""
    if not isinstance(table, dict):
        return None, [Problem((), f"is {value_words(table)}", "a table of fields")]
    try:
        return model.model_validate(table), []
    except ValidationError as error:
        return None, _problems(model, error)


def check_entity(components: Mapping[str, type[Described]], block: Mapping[str, Any]) -> list[Problem]:
    """Everything in an entity block that has the wrong type; unknown components are left alone."""
    problems: list[Problem] = []
    for key, value in block.items():
        if key in RESERVED:
            problem = check_reserved(key, value)
            problems += [problem] if problem else []
            if key == PARTS and problem is None:
                problems += check_parts(components, value)
        elif key in components:
            _, found = check_table(components[key], value)
            problems += [each.inside(key) for each in found]
    return problems


def check_parts(components: Mapping[str, type[Described]], parts: Mapping[str, Any]) -> list[Problem]:
    """Everything of the wrong type in what an instance says of its parts, each of which is like a block of its own."""
    found: list[Problem] = []
    for part, block in parts.items():
        said = cast("dict[str, Any]", block)
        found += [
            each.inside(part).inside(PARTS)
            for each in check_entity(components, {key: said[key] for key in said if key != PARTS})
        ]
    return found


def _problems(model: type[Described], error: ValidationError) -> list[Problem]:
    found: dict[tuple[str | int, ...], Problem] = {}
    for detail in error.errors(include_url=False):
        location = tuple(detail["loc"])
        owner, spec, depth = _described(model, location)
        keys = location[:depth]
        if keys in found:
            continue
        if spec is None:
            names = ", ".join(sorted(each.name for each in owner.fields())) or "no fields at all"
            found[keys] = Problem(keys, "is no field", names, is_known=False)
        else:
            value: Any = detail["input"]
            told = f"is {value_words(plain(value))}" if len(location) == depth else "has a wrong part"
            found[keys] = Problem(keys, told, spec.expected)
    return list(found.values())


def _described(
    model: type[Described], location: tuple[str | int, ...]
) -> tuple[type[Described], FieldSpec | None, int]:
    """The model and field that a validation error is about, and how deep it lies."""
    spec = model.field(str(location[0])) if location else None
    if spec is not None and spec.kind == "table" and len(location) > 1:
        inner = cast("type[Described]", type(spec.default))
        return inner, inner.field(str(location[1])), 2
    return model, spec, 1
