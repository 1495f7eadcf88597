"""A value outside its range."""

from collections.abc import Iterator
from functools import cache
from typing import Any, cast

from engine.document import EntityView, Finding
from engine.document.wording import value_words
from engine.rules.rule import rule
from engine.rules.scene import RuleScene
from engine.schema.component import Component
from engine.schema.fields import FieldSpec
from engine.schema.values import plain


@rule("value-out-of-range", "error", "A value outside its range")
def value_out_of_range(scene: RuleScene) -> Iterator[Finding]:
    """A number outside what the field allows: the simulation may do anything with it, so it is brought back inside."""
    for entity in [*scene.entities, *scene.view.prefabs.values()]:
        yield from _outside(scene, entity)


def _outside(scene: RuleScene, entity: EntityView) -> Iterator[Finding]:
    for component in entity.components.values():
        for spec in ranged_fields(type(component)):
            if entity.prefab is not None and f"{component.component_id}.{spec.name}" not in entity.overrides:
                continue
            value = getattr(component, spec.name)
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
