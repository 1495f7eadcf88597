"""Turns one operation into commands of the document, as it is at that moment; refused where it can't be made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from engine.document import AddEntity, Command, EntityView, SceneView, Set
from engine.document.edits.entities import free_id, remove_entities
from engine.document.path import Path
from engine.document.prefabs import remove_component, restore_component, revert
from engine.document.state.snapshot import Snapshot
from engine.document.views.placing import as_stated
from engine.llm.proposals.operations import Add, AddComponent, Change, Operation, Remove, RemoveComponent
from engine.llm.proposals.scope import Scope
from engine.llm.proposals.vetting import listed, nearest_name, refused, spec_in, vetted, vetted_table
from engine.schema.component import Component
from engine.schema.components.transform import Transform
from engine.schema.described import Described
from engine.schema.files import HEADS

NAMED = frozenset({"name", "parent", "tags"})
"""What may be set of an entity beside its components."""
FIXED_HEAD = frozenset({"format", "kind", "scene"})
"""What a file's head says that no proposal changes: an encounter stays where it takes place."""


def commands_of(operation: Operation, snapshot: Snapshot, scope: Scope) -> tuple[Command, ...]:
    """The commands that make an operation, for the project as it is now; the project itself is not touched.

    Raises:
        OperationRefusedError: It names what isn't there or may not be changed, or gives what a field can't hold.
        DocumentError: The document refuses it for another reason.
    """
    if not scope.allows(operation.file):
        files = [*scope.files, *(each for each in snapshot.files if scope.prefabs and each.startswith("prefabs/"))]
        raise refused(
            "what the proposal is about",
            f'"{operation.file}" may not be changed here',
            field="file",
            expected=listed(files),
            nearest=nearest_name(operation.file, files),
            step="scope",
        )
    if operation.file not in snapshot.files:
        files = [each for each in snapshot.files if scope.allows(each)]
        near = nearest_name(operation.file, files)
        raise refused(
            "known file", f'there is no "{operation.file}"', field="file", expected=listed(files), nearest=near
        )
    return _BUILDERS[type(operation)](operation, scope.view(snapshot, operation.file))


def _add(operation: Add, view: SceneView) -> tuple[Command, ...]:
    snapshot = view.snapshot
    if view.get(operation.id) is not None:
        taken = [each.id for each in view.entities]
        near = free_id(operation.id, taken)
        raise refused(
            "new id", f'an entity "{operation.id}" is there already', field="id", expected="a new id", nearest=near
        )
    if operation.prefab:
        prefabs = [each.removeprefix("prefabs/") for each in snapshot.files if each.startswith("prefabs/")]
        if operation.prefab not in prefabs:
            raise refused(
                "known prefab",
                f'there is no prefab "{operation.prefab}"',
                field="prefab",
                expected=listed(prefabs),
                nearest=nearest_name(operation.prefab, prefabs),
            )
    if operation.parent:
        _check_parent(operation.parent, operation.file, view, "parent")
    block = operation.block()
    for name, table in operation.components.items():
        component = _component(name, view, "components")
        block[name] = vetted_table(component, table, f"components.{name}")
    return (AddEntity(file=operation.file, id=operation.id, block=block, index=len(snapshot.entities(operation.file))),)


def _change(operation: Change, view: SceneView) -> tuple[Command, ...]:
    if not operation.entity:
        return _change_head(operation, view)
    entity = _entity(operation, view)
    component, _, field = operation.field.partition(".")
    path = entity.path / component
    if not field:
        return (Set(path=path, old=view.snapshot.value(path), new=_named(operation, view)),)
    model = _component(component, view, "field")
    if component not in entity.components:
        raise refused(
            "component of the entity",
            f'"{entity.id}" has no {component}',
            field="field",
            expected=f"a field of {listed(entity.components)}; or add_component before this",
        )
    spec = spec_in(model, field, "field")
    if operation.value is None:
        return (revert(view, entity, operation.field),)
    path = path / field
    new = vetted(spec, operation.value, "value")
    if component == Transform.component_id:
        new = as_stated(entity, field, new)
    return (Set(path=path, old=view.snapshot.value(path), new=new),)


def _named(operation: Change, view: SceneView) -> Any:
    """The value of a name, a parent or tags."""
    name, value = operation.field, operation.value
    if name not in NAMED:
        raise refused(
            "known field",
            f'"{name}" of an entity can\'t be set',
            field="field",
            expected=f"component.field, or one of {listed(NAMED)}",
            nearest=nearest_name(name, NAMED),
        )
    if value is None:
        return None
    if name == "tags":
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise refused("type of the field", "tags are a list of texts", field="value", expected="a list of texts")
        return list(value)
    if not isinstance(value, str):
        raise refused("type of the field", f"{name} is a text", field="value", expected="a text")
    if name == "parent":
        _check_parent(value, operation.file, view, "value")
    return value


def _change_head(operation: Change, view: SceneView) -> tuple[Command, ...]:
    snapshot = view.snapshot
    first, _, inner = operation.field.partition(".")
    model: type[Described] = HEADS[snapshot.node(operation.file).kind]
    spec = spec_in(model, first, "field", without=FIXED_HEAD)
    path = Path(operation.file, (first,))
    if spec.kind == "table":
        model = cast("type[Described]", type(spec.default))
        spec = spec_in(model, inner, "field")
        path = path / inner
    elif inner:
        raise refused("known field", f'"{first}" has no inner fields', field="field", expected=first, nearest=first)
    new = None if operation.value is None else vetted(spec, operation.value, "value")
    return (Set(path=path, old=snapshot.value(path), new=new),)


def _remove(operation: Remove, view: SceneView) -> tuple[Command, ...]:
    entity = _entity(operation, view)
    return remove_entities(view, [entity.id]).commands


def _add_component(operation: AddComponent, view: SceneView) -> tuple[Command, ...]:
    entity, name = _entity(operation, view), operation.component
    model = _component(name, view, "component")
    if name in entity.components:
        raise refused(
            "new component",
            f'"{entity.id}" has {name} already',
            field="component",
            expected=f"set on {name}.field, or a component that it has not",
        )
    values = vetted_table(model, operation.values, "values")
    commands: list[Command] = list(restore_component(view, entity, name).commands) if name in entity.removed else []
    if not commands or values:
        path = entity.path / name
        commands.append(Set(path=path, old=view.snapshot.value(path), new=values))
    return tuple(commands)


def _remove_component(operation: RemoveComponent, view: SceneView) -> tuple[Command, ...]:
    entity = _entity(operation, view)
    _component(operation.component, view, "component")
    if operation.component not in entity.components:
        raise refused(
            "component of the entity",
            f'"{entity.id}" has no {operation.component}',
            field="component",
            expected=listed(entity.components),
            nearest=nearest_name(operation.component, entity.components),
        )
    return (remove_component(view, entity, operation.component),)


def _entity(operation: Change | Remove | AddComponent | RemoveComponent, view: SceneView) -> EntityView:
    """The entity that an operation is about. Refused where its file has none of that id."""
    wanted = operation.entity
    entity = view.get(wanted)
    if entity is not None and entity.file == operation.file:
        return entity
    if entity is not None:
        raise refused(
            "file of the entity",
            f'"{wanted}" stands in {entity.file}',
            field="file",
            expected=entity.file,
            nearest=entity.file,
        )
    ids = [each.id for each in view.entities if each.file == operation.file]
    raise refused(
        "known entity",
        f'there is no entity "{wanted}" in {operation.file}',
        field="entity",
        expected=listed(ids),
        nearest=nearest_name(wanted, ids),
    )


def _check_parent(parent: str, file: str, view: SceneView, field: str) -> None:
    found = view.get(parent)
    if found is None or found.file != file:
        ids = [each.id for each in view.entities if each.file == file]
        raise refused(
            "known parent",
            f'there is no entity "{parent}" in {file} to stand under',
            field=field,
            expected=listed(ids),
            nearest=nearest_name(parent, ids),
        )


def _component(name: str, view: SceneView, field: str) -> type[Component]:
    known = {key: each for key, each in view.vocabulary.components.items() if each.by_hand}
    if name not in known:
        raise refused(
            "known component",
            f'there is no component "{name}"',
            field=field,
            expected=listed(known),
            nearest=nearest_name(name, known),
        )
    return known[name]


_BUILDERS: dict[type[Operation], Callable[[Any, SceneView], tuple[Command, ...]]] = {
    Add: _add,
    Change: _change,
    Remove: _remove,
    AddComponent: _add_component,
    RemoveComponent: _remove_component,
}
