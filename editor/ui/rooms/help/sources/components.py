"""Pages of components and of the heads of files, from the schema."""

from __future__ import annotations

from collections.abc import Iterator

from editor.ui.rooms.help.page import HelpPage, HelpRow, HelpSource, HelpTable
from editor.ui.texts.numbers import format_number, format_range, title_of, unit_label
from engine.schema.component import Component
from engine.schema.described import Described
from engine.schema.fields import FieldSpec
from engine.schema.files import HEADS
from engine.schema.vocabulary import Vocabulary

KIND = "Components and files"
ORDER = 30
HEAD_GLYPHS = {"project": "folder", "scene": "stack", "prefab": "puzzle-piece", "encounter": "sword"}


def pages(source: HelpSource) -> Iterator[HelpPage]:
    """One page a component, with a row for each field, and one for the head of each kind of file."""
    document = source.editor.document
    vocabulary = document.vocabulary if document is not None else Vocabulary.builtin()
    for id_, component in vocabulary.components.items():
        yield component_page(id_, component)
    for kind, head in HEADS.items():
        yield head_page(kind, head)


def component_page(id_: str, component: type[Component]) -> HelpPage:
    """What a component is and what its fields mean."""
    rows = tuple(field_row(spec, spec.name) for spec in component.fields())
    tables = (HelpTable("Fields", rows),) if rows else ()
    text = (component.summary(),) if rows else (component.summary(), "It has no fields: that it is there says it all.")
    return HelpPage(
        f"component:{id_}", "Component", component.component_title(), component.icon or "cube", text, tables, words=id_
    )


def head_page(kind: str, head: type[Described]) -> HelpPage:
    """What stands at the head of a kind of file; a table within it has its own heading."""
    plain = tuple(field_row(spec, spec.name) for spec in head.fields() if spec.kind != "table")
    tables = [HelpTable("Fields", plain)]
    for spec in head.fields():
        if spec.kind == "table":
            inner = type(spec.default)
            rows = tuple(field_row(each, f"{spec.name}.{each.name}") for each in inner.fields())
            tables.append(HelpTable(spec.title, rows))
    text = head.summary().partition(": ")[2]
    summary = f"{text[:1].upper()}{text[1:]}"
    shown = ("They are in the inspector while nothing is selected.",) if kind in {"scene", "encounter"} else ()
    glyph = HEAD_GLYPHS.get(kind, "push-pin")
    return HelpPage(f"file:{kind}", "File", f"{kind.capitalize()} settings", glyph, (summary, *shown), tuple(tables))


def field_row(spec: FieldSpec, anchor: str) -> HelpRow:
    """What one field means, what it may hold and what it is when nobody says."""
    return HelpRow(title_of(spec), spec.doc, note=facts_of(spec), anchor=anchor)


def facts_of(spec: FieldSpec) -> str:
    """`0 to 40 m, 12 m by default`: what a field may hold, and its default."""
    unit = unit_label(spec.unit)
    allowed = format_range(spec.ge, spec.gt, spec.le, spec.lt, spec.unit)
    if spec.kind == "enum":
        allowed = ", ".join(spec.choices)
    elif spec.number and allowed:
        allowed = f"{spec.number} {allowed}"
    elif not allowed:
        allowed = f"{spec.expected} in {unit}" if unit and spec.is_numeric else spec.expected
    default = _default(spec, unit)
    return f"{allowed}; {default} by default" if default else allowed


def _default(spec: FieldSpec, unit: str) -> str:
    value = spec.default
    if value is None or value == "" or value == [] or spec.kind == "table":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    after = unit if unit == "°" else f" {unit}" if unit else ""
    if isinstance(value, int | float):
        return f"{format_number(value, spec.unit)}{after}"
    if spec.kind == "vec3":
        return f"{', '.join(format_number(each, spec.unit) for each in value)}{after}"
    return ", ".join(value) if isinstance(value, list) else str(value)
