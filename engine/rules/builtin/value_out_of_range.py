"""A value outside its range."""

import math
from collections.abc import Iterator
from functools import cache
from typing import Any, cast

from engine.document import EntityView, Finding, Path, Set
from engine.document.heads import head_of
from engine.document.wording import value_words
from engine.rules.rule import rule
from engine.rules.scene import RuleScene
from engine.schema.component import Component
from engine.schema.described import Described
from engine.schema.fields import FieldSpec
from engine.schema.values import plain


@rule("value-out-of-range", "error", "A value outside its range")
def value_out_of_range(scene: RuleScene) -> Iterator[Finding]:
    """A number outside what a field allows: the simulation may do anything with it, so it is brought back inside."""
    for entity in [*scene.entities, *scene.view.prefabs.values()]:
        yield from _outside(scene, entity)
    for file in (scene.view.encounter_file, scene.view.scene_file, "project"):
        if file is not None:
            yield from _outside_at_head(scene, file, head_of(scene.view.snapshot.files[file]))


def _outside(scene: RuleScene, entity: EntityView) -> Iterator[Finding]:
    overrides = entity.overrides if entity.prefab is not None else None
    if overrides is not None and not overrides:
        return
    for component in entity.components.values():
        for spec, key, lowest, highest in _bounds(type(component)):
            if overrides is not None and key not in overrides:
                continue
            value = getattr(component, spec.name)
            if not isinstance(value, tuple) and lowest <= value <= highest:
                continue
            inside = clamped(spec, value)
            if inside == value:
                continue
            new = plain(inside)
            text = (
                f"{entity.name}: {component.component_id}.{spec.name} is {value_words(value, spec)}, "
                f"but it has to be {spec.range_text}. Set it to {value_words(inside, spec)}."
            )
            yield scene.finding(
                text,
                entity,
                component.component_id,
                spec.name,
                fix=(scene.set(entity, component.component_id, spec.name, new),),
                fix_title=f"Set to {value_words(inside, spec)}",
            )


def _outside_at_head(scene: RuleScene, file: str, table: Described, keys: tuple[str, ...] = ()) -> Iterator[Finding]:
    for spec in table.fields():
        value, path = getattr(table, spec.name), Path(file, (*keys, spec.name))
        if isinstance(value, Described):
            yield from _outside_at_head(scene, file, value, (*keys, spec.name))
        elif spec.is_numeric and spec.range_text and (inside := clamped(spec, value)) != value:
            told = value_words(inside, spec)
            text = (
                f"{'.'.join(map(str, path.keys))} is {value_words(value, spec)}, but it has to be {spec.range_text}. "
                f"Set it to {told}."
            )
            fix = Set(path=path, old=scene.view.snapshot.value(path), new=plain(inside))
            yield scene.finding(text, path, fix=(fix,), fix_title=f"Set to {told}")


@cache
def _bounds(component: type[Component]) -> tuple[tuple[FieldSpec, str, float, float], ...]:
    """Each field that has a range, its key among overrides, and the lowest and the highest number allowed."""
    found: list[tuple[FieldSpec, str, float, float]] = []
    for spec in ranged_fields(component):
        lowest = -math.inf if spec.ge is None else spec.ge
        highest = math.inf if spec.le is None else spec.le
        if spec.gt is not None:
            lowest = max(lowest, math.nextafter(spec.gt, math.inf))
        if spec.lt is not None:
            highest = min(highest, math.nextafter(spec.lt, -math.inf))
        found.append((spec, f"{component.component_id}.{spec.name}", lowest, highest))
    return tuple(found)


@cache
def ranged_fields(component: type[Component]) -> tuple[FieldSpec, ...]:
    """The fields of a component that have a range."""
    return tuple(spec for spec in component.fields() if spec.is_numeric and spec.range_text)


def clamped(spec: FieldSpec, value: Any) -> Any:
    """The nearest value inside the range; for a bound that is itself outside, a step or a thousandth beyond it."""
    if isinstance(value, tuple):
        return tuple(clamped(spec, each) for each in cast("tuple[float, ...]", value))
    if spec.is_inside(value):
        return value
    step = spec.step or 0.001
    inside = value
    if spec.ge is not None and inside < spec.ge:
        inside = spec.ge
    if spec.gt is not None and inside <= spec.gt:
        inside = spec.gt + step
    if spec.le is not None and inside > spec.le:
        inside = spec.le
    if spec.lt is not None and inside >= spec.lt:
        inside = spec.lt - step
    return round(inside) if spec.kind == "int" else float(inside)
