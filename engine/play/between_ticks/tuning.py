"""Numbers of a running copy: which field of whom fills which column, and another value for it between two ticks."""

import math
from dataclasses import dataclass
from typing import Any

from engine.document import Finding
from engine.play.commands import Tune
from engine.play.compile.compiled import CompiledScene, CompileError
from engine.play.compile.convert import to_column
from engine.schema.fields import FieldSpec
from engine.world.columns import Column
from engine.world.world import World

KINDS = frozenset({"float", "int", "bool"})


@dataclass(frozen=True)
class Tunable:
    """A number of somebody in play: the local id, the field, and the row column that it fills."""

    row: int
    spec: FieldSpec
    column: Column


def tunable(compiled: CompiledScene, entity: str, field: str) -> Tunable:
    """What "health.current" of an entity is in play. ValueError, in a sentence, where it is nothing to tune."""
    component, _, name = field.partition(".")
    row = compiled.row_of(entity)
    if row is None:
        raise ValueError(f'nobody in play is called "{entity}"')
    parts: dict[str, Any] = compiled.roster[row].view.components if row < len(compiled.roster) else {}
    if component not in parts:
        raise ValueError(f'"{entity}" has no component "{component}"')
    kind = compiled.view.vocabulary.components[component]
    spec = next((each for each in kind.fields() if each.name == name), None)
    if spec is None:
        known = ", ".join(each.name for each in kind.fields())
        raise ValueError(f'{component} has no field "{name}"; it has {known}')
    column = compiled.parts.columns.get(spec.column or "")
    if spec.kind not in KINDS or column is None or column.table != "row" or column.width:
        raise ValueError(f"{component}.{name} is no number that a running copy can take over")
    return Tunable(row, spec, column)


def tune(compiled: CompiledScene, world: World, command: Tune) -> None:
    """Give the number its value. CompileError, with a Finding, and nothing changed where that can't be."""
    text = ""
    try:
        found = tunable(compiled, command.entity, command.field)
        world.view[found.column.name][found.row] = column_value(found, command.value)
    except (ValueError, OverflowError) as error:
        text = f"{command.entity}.{command.field} can't be tuned to {command.value:g}: {error}."
    if text:
        entity = command.entity if compiled.row_of(command.entity) is not None else None
        raise CompileError([Finding("tune", "error", text, None, entity)])


def column_value(found: Tunable, value: float) -> Any:
    """A field's value as its column holds it. ValueError for one outside the field's range."""
    spec = found.spec
    if not math.isfinite(value) or not spec.is_inside(value):
        raise ValueError(f"expected {spec.range_text or 'a number'}")
    return to_column(value, spec, found.column)
