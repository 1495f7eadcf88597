"""Numbers by name: `sentinel.health.maximum` becomes the paths of the document where that number is said."""

import math
from collections.abc import Iterable
from typing import Any

from engine.document import EntityView, Path, SceneView
from engine.schema.component import Component
from engine.schema.fields import FieldSpec
from engine.schema.files import HEADS

ENCOUNTER = "encounter"
"""How the encounter's own head is called: `encounter.time_limit_s`."""
CURRENT, MAXIMUM = "current", "maximum"


class PlaytestError(Exception):
    """What was asked for can't be playtested; the message says what, where, and what was expected."""


def paths_of(scene: SceneView, name: str) -> tuple[tuple[Path, ...], FieldSpec]:
    """Where a number is said, and what field it is: WHO.COMPONENT.FIELD, WHO.COMPONENT, encounter.FIELD or a path.

    WHO is an entity or a part of the encounter or its scene, or a prefab, whose instances that say the number
    themselves are then among the paths. PlaytestError for what is no number.
    """
    if "/" in name:
        path = _parsed(name)
        return (path,), _field_at(scene, path, name)
    parts = name.split(".")
    if parts[0] == ENCOUNTER and len(parts) == 2:
        path = Path(f"encounters/{scene.encounter}", (parts[1],))
        return (path,), _field_at(scene, path, name)
    components = scene.vocabulary.components
    for taken in (2, 1):
        who, rest = ".".join(parts[:-taken]), parts[-taken:]
        if who and (own := _places(scene, who)):
            component = components.get(rest[0])
            if component is None and taken == 2 and rest[1] in components:
                continue
            spec = _spec_of(component, who, own[0][1], rest, name)
            return tuple(_said(scene, who, rest[0], spec, own)), spec
    raise PlaytestError(f'"{name}": {_nobody(scene, parts)}')


def changes_of(scene: SceneView, name: str, value: float) -> tuple[tuple[str, float], ...]:
    """The paths and values by which a number that is called by its name becomes another.

    `current` and `maximum` of one component go together: whoever begins whole still does, and nobody begins with more
    than there may be. Only `WHO.COMPONENT.current` below the maximum means somebody who begins hurt.
    """
    paths, spec = paths_of(scene, name)
    number = checked(spec, value, name)
    found: dict[str, float] = {}
    for path in paths:
        found[str(path)] = number
        other = _companion(scene, path, spec, number, is_stated=name.endswith(f".{CURRENT}"))
        if other is not None:
            found[str(other)] = number
    return tuple(found.items())


def number_at(scene: SceneView, path: str, value: float) -> tuple[Path, float]:
    """A path and the value that may stand there, a whole number where one is wanted. PlaytestError for another."""
    where = _parsed(path)
    return where, checked(_field_at(scene, where, path), value, path)


def checked(spec: FieldSpec, value: float, name: str) -> float:
    """The value as its field holds it. PlaytestError for one outside of the field's limits."""
    if not math.isfinite(value):
        raise PlaytestError(f"{name} is {value:g}; expected a number.")
    if not spec.is_inside(value):
        raise PlaytestError(f"{name} is {value:g}; expected {spec.range_text}.")
    if spec.kind == "int":
        if value != round(value):
            raise PlaytestError(f"{name} is {value:g}; expected a whole number.")
        return round(value)
    return float(value)


def _parsed(text: str) -> Path:
    try:
        return Path.parse(text)
    except ValueError as error:
        raise PlaytestError(f"{error}.") from error


def _field_at(scene: SceneView, path: Path, name: str) -> FieldSpec:
    """The field that a path leads to."""
    node = scene.snapshot.files.get(path.file)
    if node is None:
        raise PlaytestError(f'"{name}": the project has no {path.file}.toml.')
    if path.entity_id is None:
        head = HEADS.get(node.kind)
        spec = head.field(str(path.keys[0])) if head is not None and len(path.keys) == 1 else None
        if spec is None or not _is_number(spec):
            known = _numbers(head.fields()) if head is not None else []
            raise PlaytestError(f'"{name}": the head of {path.file}.toml has no such number; {_listed(known)}.')
        return spec
    if path.block_id not in node.entities:
        raise PlaytestError(f'"{name}": {path.file}.toml has no entity "{path.block_id}".')
    inner = [str(key) for key in path.inner]
    component = scene.vocabulary.components.get(inner[0]) if inner else None
    spec = component.field(inner[1]) if component is not None and len(inner) == 2 else None
    if spec is None or not _is_number(spec):
        raise PlaytestError(f'"{name}" is no single number; expected FILE/entities/ID/COMPONENT/FIELD.')
    return spec


def _places(scene: SceneView, who: str) -> list[tuple[Path, EntityView]]:
    """Who is called so: an entity or part, or the root of a prefab."""
    entity = scene.get(who)
    if entity is not None:
        return [(entity.path, entity)]
    prefab = scene.prefabs.get(who)
    return [(prefab.path, prefab)] if prefab is not None else []


def _spec_of(component: type[Component] | None, who: str, entity: EntityView, rest: list[str], name: str) -> FieldSpec:
    if component is None or rest[0] not in entity.components:
        known = [each for each in entity.components if _numbers(type(entity.components[each]).fields())]
        raise PlaytestError(f'"{name}": {who} has no component "{rest[0]}"; {_listed(known)}.')
    numbers = _numbers(component.fields())
    if not numbers:
        raise PlaytestError(f'"{name}": {rest[0]} has no numbers.')
    spec = component.field(rest[1] if len(rest) == 2 else numbers[0])
    if spec is None or not _is_number(spec):
        raise PlaytestError(f'"{name}": {rest[0]} has no number "{rest[1]}"; {_listed(numbers)}.')
    return spec


def _said(
    scene: SceneView, who: str, component: str, spec: FieldSpec, own: list[tuple[Path, EntityView]]
) -> Iterable[Path]:
    """The entity's own path; of a prefab also those of instances that say it themselves."""
    path, entity = own[0]
    yield path / component / spec.name
    if scene.get(who) is not None:
        return
    usual = getattr(entity.components[component], spec.name)
    for each in scene.entities:
        if each.prefab != who or component not in each.components:
            continue
        is_stated = f"{component}.{spec.name}" in each.overrides
        if is_stated or getattr(each.components[component], spec.name) != usual:
            yield each.path / component / spec.name


def _companion(scene: SceneView, path: Path, spec: FieldSpec, number: float, *, is_stated: bool) -> Path | None:
    """The other one of `current` and `maximum`, where it has to go along."""
    other = {CURRENT: MAXIMUM, MAXIMUM: CURRENT}.get(spec.name)
    if other is None or path.entity_id is None:
        return None
    entity: Any = scene.get(path.entity_id) if path.file in (scene.scene_file, scene.encounter_file) else None
    entity = entity or scene.prefabs.get(path.file.partition("/")[2])
    component = entity.components.get(str(path.inner[0])) if entity is not None else None
    if component is None or not hasattr(component, other):
        return None
    now, there = getattr(component, spec.name), getattr(component, other)
    is_whole = now == there and not is_stated
    is_beyond = number > there if spec.name == CURRENT else number < there
    return Path(path.file, (*path.keys[:-1], other)) if is_whole or is_beyond else None


def _nobody(scene: SceneView, parts: list[str]) -> str:
    who = ".".join(parts[:-2] or parts[:1])
    if len(parts) < 2:
        return "expected WHO.COMPONENT.FIELD, such as sentinel.health.maximum."
    known = [each.id for each in scene.entities if each.components.keys() - {"transform"}]
    return f'nobody is called "{who}"; {_listed([*known, *scene.prefabs])}.'


def _is_number(spec: FieldSpec) -> bool:
    return spec.kind in ("float", "int")


def _numbers(specs: Iterable[FieldSpec]) -> list[str]:
    return [spec.name for spec in specs if _is_number(spec)]


def _listed(names: list[str]) -> str:
    shown = list(dict.fromkeys(names))
    return f"there are {', '.join(shown[:12])}{', ...' if len(shown) > 12 else ''}" if shown else "there is none"
