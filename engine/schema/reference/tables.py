"""Tables of fields in Markdown, short enough to be read: one row a field, range and unit in words."""

from collections.abc import Iterable
from typing import Any, cast

from engine.schema.described import Described
from engine.schema.fields import FieldSpec
from engine.schema.toml_write import value_text

HEADER = "| Field | Value | Default | Meaning |\n| :-- | :-- | :-- | :-- |"


def field_table(model: type[Described]) -> str:
    """The fields of one model as a table; inner tables follow as tables of their own, see `inner_tables`."""
    rows = [_row(spec) for spec in model.fields()]
    return "\n".join([HEADER, *rows]) if rows else "No fields: that it is there is all it says."


def inner_tables(model: type[Described]) -> Iterable[tuple[str, type[Described]]]:
    """The fields of a model that are tables with fields of their own, by name."""
    for spec in model.fields():
        if spec.kind == "table":
            yield spec.name, cast("type[Described]", type(spec.default))


def value_words(spec: FieldSpec) -> str:
    """What a field may hold: "number of hp, at least 0 hp"."""
    words = {
        "float": "number",
        "int": "whole number",
        "bool": "`true` or `false`",
        "text": "text",
        "vec3": "`[x, y, z]`",
        "color": 'colour, `"#rrggbb"`',
        "ref": f"name of {_article(spec.ref or '')}",
        "refs": f"list of names, each {_article(spec.ref or '')}",
        "texts": "list of texts",
        "list": "list",
        "table": "table, see below",
        "enum": ", ".join(f'`"{choice}"`' for choice in spec.choices),
    }[spec.kind]
    unit = f" in {spec.unit}" if spec.is_numeric and spec.unit not in ("", "1") and not spec.range_text else ""
    counted = f"a {spec.number} of " if spec.number else ""
    allowed = f", {counted}{spec.range_text}" if spec.range_text else ""
    return f"{words}{unit}{allowed}"


def default_words(spec: FieldSpec) -> str:
    """The default as a file would state it; a dash where it says nothing."""
    default: Any = spec.default
    if spec.kind == "table" or default is None or default == "" or default == []:
        return "–"
    return f"`{value_text(default)}`"


def escaped(text: str) -> str:
    """A text for one cell of a table."""
    return text.replace("|", "\\|").replace("\n", " ")


def _row(spec: FieldSpec) -> str:
    cells = (f"`{spec.name}`", value_words(spec), default_words(spec), spec.doc)
    return f"| {' | '.join(map(escaped, cells))} |"


def _article(noun: str) -> str:
    return f"an {noun}" if noun[:1] in "aeiou" else f"a {noun}"
