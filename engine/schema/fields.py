"""How a field of the vocabulary is described: its unit, range, reference, column and default, written once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic.fields import FieldInfo

Kind = Literal["float", "int", "bool", "text", "enum", "vec3", "color", "ref", "refs", "texts", "list", "table"]
Reference = Literal["entity", "prefab", "scene", "encounter", "mesh", "action", "goal", "signal"]
Severity = Literal["error", "warning", "hint"]


def _as_tuple(value: object) -> object:
    return tuple(cast("list[object]", value)) if isinstance(value, list) else value


class Marker:
    """Tells the two special value types apart from plain tuples and texts."""

    def __init__(self, kind: Kind) -> None:
        self.kind: Kind = kind


_VEC3 = Marker("vec3")
_COLOR = Marker("color")
Vec3 = Annotated[
    tuple[float, float, float],
    BeforeValidator(_as_tuple),
    WithJsonSchema({"type": "array", "items": {"type": "number"}, "minItems": 3, "maxItems": 3}),
    _VEC3,
]
"""Three numbers: x, y, z."""
Color = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$"), _COLOR]
"""A colour as "#rrggbb"."""


def prop(
    default: Any,
    *,
    doc: str,
    unit: str = "",
    ge: float | None = None,
    gt: float | None = None,
    le: float | None = None,
    lt: float | None = None,
    step: float | None = None,
    column: str | None = None,
    convert: str | None = None,
    ref: Reference | None = None,
    number: str | None = None,
    icon: str | None = None,
    title: str | None = None,
    only: Mapping[str, str | tuple[str, ...]] | None = None,
    yields_to: tuple[str, str] | None = None,
    lines: int | None = None,
) -> Any:
    """Describe one field.

    The range is told, not enforced: a document may hold a value outside it, which is then a Finding with a repair.
    The JSON schema carries it, so whoever writes by the schema stays inside.

    Args:
        default: The value of a field that a file doesn't name.
        doc: One sentence for tooltips and the reference page.
        unit: SI symbol or the game's own ("hp"); "1" for a plain number.
        ge: Smallest allowed value.
        gt: Bound that the value must exceed.
        le: Greatest allowed value.
        lt: Bound that the value must stay under.
        step: What one notch of a drag or a wheel changes.
        column: World column that the field fills; None when it fills none.
        convert: Name of a conversion that the unit alone doesn't tell ("half_angle_cos", "tangent").
        ref: What kind of thing the text, or each text of a list, names.
        number: What the number behind each name of a list counts ("cost"), as in "attack=2.5"; the range is then its.
        icon: Icon beside the field.
        title: What people call it, where its name alone would not tell.
        only: What other fields have to say for this one to count: `{"shape": "circle"}`.
        lines: How many lines a form gives the text, where one is a keyhole.
        yields_to: (field, component): it does not count where the entity that the field names has the component.

    Raises:
        ValueError: `ref` names no kind of thing.
    """
    if ref is not None and ref not in get_args(Reference):
        raise ValueError(f"ref is {ref!r}; expected one of {', '.join(get_args(Reference))}")
    extra: dict[str, Any] = {
        "minimum": ge,
        "exclusiveMinimum": gt,
        "maximum": le,
        "exclusiveMaximum": lt,
        "unit": unit or None,
        "step": step,
        "column": column,
        "convert": convert,
        "ref": ref,
        "number": number,
        "icon": icon,
        "title": title,
        "only": {key: [one] if isinstance(one, str) else list(one) for key, one in (only or {}).items()} or None,
        "lines": lines,
        "yields_to": list(yields_to) if yields_to else None,
    }
    kept = {key: value for key, value in extra.items() if value is not None}
    return Field(default=default, description=doc, json_schema_extra=kept)


@dataclass(frozen=True)
class FieldSpec:
    """One field as forms, files, rules and the compiler see it."""

    name: str
    kind: Kind
    unit: str
    doc: str
    default: Any
    ge: float | None = None
    gt: float | None = None
    le: float | None = None
    lt: float | None = None
    step: float | None = None
    choices: tuple[str, ...] = ()
    ref: Reference | None = None
    number: str = ""
    """What the number behind each name of a list counts; empty where the names of a list have none."""
    column: str | None = None
    convert: str | None = None
    icon: str | None = None
    title: str = ""
    lines: int = 1
    """How many lines a form gives the text."""
    only: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(field, words): it counts only while each of these fields says one of its words."""
    yields_to: tuple[str, str] | None = None
    """(field, component): it does not count where the entity that the field names has the component."""

    @property
    def is_numeric(self) -> bool:
        """Whether the field holds numbers, one or three."""
        return self.kind in ("float", "int", "vec3")

    @property
    def range_text(self) -> str:
        """The allowed range in words, with the unit; empty when there is none."""
        unit = f" {self.unit}" if self.unit not in ("", "1") else ""
        parts = (
            ("at least", self.ge),
            ("more than", self.gt),
            ("at most", self.le),
            ("less than", self.lt),
        )
        return " and ".join(f"{word} {bound:g}{unit}" for word, bound in parts if bound is not None)

    @property
    def expected(self) -> str:
        """What a value of the field looks like, in words."""
        match self.kind:
            case "float":
                return "a number"
            case "int":
                return "a whole number"
            case "bool":
                return "true or false"
            case "enum":
                return "one of " + ", ".join(f'"{choice}"' for choice in self.choices)
            case "vec3":
                return "three numbers [x, y, z]"
            case "color":
                return 'a colour such as "#4fd1c5"'
            case "ref":
                return f"the name of {'an' if (self.ref or '')[:1] in 'aeiou' else 'a'} {self.ref}"
            case "refs" | "texts":
                return "a list of texts"
            case "list":
                return "a list"
            case "table":
                return "a table"
            case "text":
                return "a text"

    def is_inside(self, value: float) -> bool:
        """Whether one number lies in the field's range."""
        return (
            (self.ge is None or value >= self.ge)
            and (self.gt is None or value > self.gt)
            and (self.le is None or value <= self.le)
            and (self.lt is None or value < self.lt)
        )


def field_spec(name: str, info: FieldInfo) -> FieldSpec:
    """Read a model's field back into its description."""
    extra = cast("Mapping[str, Any]", info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {})
    kind, choices = _kind_of(info.annotation, info.metadata, extra.get("ref"))
    return FieldSpec(
        name=name,
        kind=kind,
        unit=extra.get("unit", ""),
        doc=info.description or "",
        default=info.get_default(call_default_factory=True),
        ge=extra.get("minimum"),
        gt=extra.get("exclusiveMinimum"),
        le=extra.get("maximum"),
        lt=extra.get("exclusiveMaximum"),
        step=extra.get("step"),
        choices=choices,
        ref=extra.get("ref"),
        number=extra.get("number", ""),
        column=extra.get("column"),
        convert=extra.get("convert"),
        icon=extra.get("icon"),
        title=extra.get("title") or name.replace("_", " ").capitalize(),
        lines=extra.get("lines", 1),
        only=tuple((key, tuple(words)) for key, words in extra.get("only", {}).items()),
        yields_to=tuple(extra["yields_to"]) if "yields_to" in extra else None,
    )


def _kind_of(annotation: Any, metadata: list[Any], ref: str | None) -> tuple[Kind, tuple[str, ...]]:
    """The kind of a field and, for an enum, its choices.

    Raises:
        TypeError: The annotation is none that files and forms know.
    """
    for marker in metadata:
        if isinstance(marker, Marker):
            return marker.kind, ()
    origin = get_origin(annotation)
    if origin in (Union, UnionType):
        inner = [part for part in get_args(annotation) if part is not type(None)]
        if len(inner) == 1:
            return _kind_of(inner[0], [], ref)
    if origin is Annotated:
        base, *inner_metadata = get_args(annotation)
        return _kind_of(base, inner_metadata, ref)
    if origin is Literal:
        return "enum", tuple(str(choice) for choice in get_args(annotation))
    if origin in (list, tuple):
        return ("refs" if ref else "texts") if str in get_args(annotation) else "list", ()
    plain: dict[Any, Kind] = {bool: "bool", int: "int", float: "float", str: "ref" if ref else "text"}
    if annotation in plain:
        return plain[annotation], ()
    if isinstance(annotation, type) and hasattr(annotation, "model_fields"):
        return "table", ()
    raise TypeError(f"a field can't be of type {annotation!r}: use float, int, bool, str, Literal, Vec3, Color or list")
