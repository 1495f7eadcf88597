"""Revert: let an instance say nothing of its own, so that its prefab's value shows again."""

from __future__ import annotations

from engine.document.commands import Compound
from engine.document.errors import CommandError, path_place
from engine.document.prefabs.chain import Link, chain_of, table_at
from engine.document.prefabs.edits import Edits, field_title, instance_chain, of_thing
from engine.document.views.entity_view import EntityView
from engine.document.views.scene_view import SceneView
from engine.schema.reserved import PARTS, RESERVED
from engine.schema.vocabulary import component_words


def revert(view: SceneView, entity: str | EntityView, key: str) -> Compound:
    """The command that gives a value back to the level below: the prefab's, or the default where it has none.

    Raises:
        CommandError: The instance doesn't say the value itself.
    """
    chain = chain_of(view, entity)
    own = chain[0]
    component, _, field = key.partition(".")
    if not own.states(component, field):
        raise CommandError(f"{own.title} does not say its {field_title(key)} itself", path_place(own.path()))
    edits = Edits(view.snapshot)
    table = own.table(component) or {}
    if set(table) == {field} and len(chain) > 1 and not _is_inherited(chain, component):
        # The last value of a component that the prefab hasn't; the component itself stays.
        edits.set(own.path(component), {})
    else:
        edits.set(own.path(component, field), None)
    return edits.compound(f"Revert {field_title(key)} of {own.title}{_whither(chain)}")


def revert_component(view: SceneView, entity: str | EntityView, component: str) -> Compound:
    """The command that gives all values of a component back; a component that the prefab hasn't keeps its defaults.

    Raises:
        CommandError: The instance says nothing of the component itself.
    """
    chain = chain_of(view, entity)
    own = chain[0]
    edits = Edits(view.snapshot)
    inherited = table_at(chain[1:], component) is not None
    if component in own.data:
        edits.set(own.path(component), None if inherited else {})
    edits.restore(own, component)
    if not edits.commands:
        raise CommandError(
            f"{own.title} says nothing of its {component_words(component)} itself", path_place(own.path())
        )
    return edits.compound(f"Revert the {component_words(component)} of {own.title}{_whither(chain)}")


def revert_all(view: SceneView, entity: str | EntityView) -> Compound:
    """The command after which an instance differs from its prefab only by name, tags and place; a part by name alone.

    What an instance says of its parts goes too.

    Raises:
        CommandError: It is no instance, or differs by nothing else.
    """
    chain = instance_chain(view, entity, chain_of(view, entity))
    own = chain[0]
    vocabulary = view.vocabulary
    edits = Edits(view.snapshot)
    for component in own.data:
        table = own.table(component)
        if component in RESERVED or component not in vocabulary.components:
            continue
        thing = of_thing(vocabulary, component, table or {}, is_part=own.is_over)
        if table is None or len(thing) == len(table):
            edits.set(own.path(component), None)
            continue
        for name in thing:
            edits.set(own.path(component, name), None)
    edits.set(own.path("removed"), None)
    if not own.is_over:
        edits.set(own.path(PARTS), None)
    if not edits.commands:
        raise CommandError(f"{own.title} differs from {chain[1].title} by its place alone", path_place(own.path()))
    return edits.compound(f"Revert everything of {own.title}{_whither(chain)}")


def remove_component(view: SceneView, entity: str | EntityView, component: str) -> Compound:
    """The command that takes a component away; an inherited one is noted as removed.

    Raises:
        CommandError: There is none to take away.
    """
    chain = chain_of(view, entity)
    own = chain[0]
    edits = Edits(view.snapshot)
    if component in own.data:
        edits.set(own.path(component), None)
    if table_at(chain[1:], component) is not None:
        edits.remove(own, component)
    else:
        edits.restore(own, component)
    if not edits.commands:
        raise CommandError(f"{own.title} has no {component_words(component)}", path_place(own.path()))
    return edits.compound(f"Remove {component_words(component)} from {own.title}")


def restore_component(view: SceneView, entity: str | EntityView, component: str) -> Compound:
    """The command that brings back a component that an instance does without.

    Raises:
        CommandError: It was not removed.
    """
    own = chain_of(view, entity)[0]
    edits = Edits(view.snapshot)
    edits.restore(own, component)
    if not edits.commands:
        raise CommandError(f"{own.title} does not do without {component_words(component)}", path_place(own.path()))
    return edits.compound(f"Bring {component_words(component)} back to {own.title}")


def _is_inherited(chain: tuple[Link, ...], component: str) -> bool:
    return component not in chain[0].removed and table_at(chain[1:], component) is not None


def _whither(chain: tuple[Link, ...]) -> str:
    return f" to the prefab {chain[1].title}" if len(chain) > 1 else " to the default"
