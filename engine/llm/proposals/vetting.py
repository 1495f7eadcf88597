"""Vetting: whether a value may stand in a field, and what would be accepted in its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, cast

from engine.document.wording import value_words
from engine.llm.proposals.finding import ProposalFinding, Step
from engine.rules.builtin.value_out_of_range import clamped
from engine.schema.described import Described
from engine.schema.fields import FieldSpec
from engine.schema.values import Value, plain

MOST_NAMES = 24
"""So many names are told as what would be accepted."""


class OperationRefusedError(Exception):
    """An operation can't become commands; the finding does not know yet in which hunk it stands."""

    def __init__(self, finding: ProposalFinding) -> None:
        super().__init__(finding.sentence())
        self.finding = finding


def refused(
    rule: str, reason: str, *, field: str = "", expected: str = "", nearest: Any = None, step: Step = "operation"
) -> OperationRefusedError:
    """The refusal to raise."""
    return OperationRefusedError(ProposalFinding(step, rule, reason, "error", None, None, field, expected, nearest))


def nearest_name(wanted: str, names: Iterable[str]) -> str | None:
    """The name that looks most like the one that was asked for."""
    close = get_close_matches(wanted, sorted(names), n=1, cutoff=0.5)
    return close[0] if close else None


def listed(names: Iterable[str]) -> str:
    """Names for a sentence; of many those that come first."""
    found = sorted(names)
    return ", ".join(found[:MOST_NAMES]) + (", ..." if len(found) > MOST_NAMES else "") or "none"


def spec_in(model: type[Described], name: str, field: str, *, without: frozenset[str] = frozenset()) -> FieldSpec:
    """The description of a field of a component or a head.

    Args:
        model: What it belongs to.
        name: The field.
        field: What findings call it.
        without: Fields that can't be changed here.

    Raises:
        OperationRefusedError: There is no such field.
    """
    names = [spec.name for spec in model.fields() if spec.name not in without]
    spec = model.field(name)
    if spec is None or name not in names:
        raise refused(
            "known field",
            f'there is no field "{name}" to set',
            field=field,
            expected=listed(names),
            nearest=nearest_name(name, names),
        )
    return spec


def vetted(spec: FieldSpec, value: Any, field: str) -> Value:
    """The value as the document keeps it: whole numbers of a field that takes any become such.

    Raises:
        OperationRefusedError: It has the wrong type, or lies outside the field's range.
    """
    kept = _kept(spec, value)
    if kept is None:
        raise refused(
            "type of the field",
            f"{value_words(value)} is of the wrong kind",
            field=field,
            expected=spec.expected,
            nearest=_near(spec, value),
        )
    if spec.is_numeric and spec.range_text:
        inside = clamped(spec, tuple(kept) if isinstance(kept, list) else kept)
        if plain(inside) != kept:
            raise refused(
                "range of the field",
                f"{value_words(kept, spec)} is outside its range",
                field=field,
                expected=spec.range_text,
                nearest=plain(inside),
            )
    return kept


def vetted_table(model: type[Described], table: Mapping[str, Any], at: str) -> dict[str, Any]:
    """All fields of a component as the document keeps them.

    Raises:
        OperationRefusedError: One of them may not stand there.
    """
    return {name: vetted(spec_in(model, name, f"{at}.{name}"), value, f"{at}.{name}") for name, value in table.items()}


def _kept(spec: FieldSpec, value: Any) -> Value:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    match spec.kind:
        case "float":
            return float(value) if is_number else None
        case "int":
            return value if is_number and isinstance(value, int) else None
        case "bool":
            return value if isinstance(value, bool) else None
        case "enum":
            return value if value in spec.choices else None
        case "text" | "ref":
            return value if isinstance(value, str) else None
        case "color":
            return value if isinstance(value, str) and _is_colour(value) else None
        case "vec3":
            numbers = cast("list[Any]", value) if isinstance(value, list) else []
            is_vector = len(numbers) == 3 and not any(isinstance(each, str) for each in numbers)
            return [float(each) for each in numbers] if is_vector else None
        case "refs" | "texts":
            texts = cast("list[Any]", value) if isinstance(value, list) else [None]
            return list(texts) if all(isinstance(each, str) for each in texts) else None
        case "list":
            return list(cast("list[Any]", value)) if isinstance(value, list) else None
        case "table":
            return None


def _is_colour(text: str) -> bool:
    return len(text) == 7 and text[0] == "#" and all(each in "0123456789abcdefABCDEF" for each in text[1:])


def _near(spec: FieldSpec, value: Any) -> Any:
    """A value of the right kind that means nearly the same; None where that would be a guess."""
    if spec.kind == "enum" and isinstance(value, str):
        return nearest_name(value, spec.choices)
    if spec.kind == "int" and isinstance(value, float):
        return round(value)
    if spec.kind in ("refs", "texts") and isinstance(value, str):
        return [value] if value else []
    return None
