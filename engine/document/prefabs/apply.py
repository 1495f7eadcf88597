"""Apply: give a prefab what one of its instances says, so that all others have it too."""

from __future__ import annotations

from collections.abc import Callable

from engine.document.commands import Compound
from engine.document.errors import CommandError, path_place
from engine.document.prefabs.chain import Link, chain_of, table_at
from engine.document.prefabs.edits import Edits, field_title, instance_chain, is_of_place, level_of, of_thing
from engine.document.prefabs.usage import followers, part_followers, spawners
from engine.document.views.entity_view import EntityView
from engine.document.views.scene_view import SceneView
from engine.schema.reserved import RESERVED
from engine.schema.vocabulary import component_words


def apply_to_prefab(view: SceneView, entity: str | EntityView, key: str, prefab: str | None = None) -> Compound:
    """The command that gives a prefab the value that an instance has; nothing between them says it any more.

    Args:
        view: The scene.
        entity: The instance: an id, or a view of an entity or a prefab.
        key: The field: "health.current".
        prefab: A prefab of the instance's chain; the nearest by default.

    Raises:
        CommandError: It can't be applied; says why.
    """
    chain = instance_chain(view, entity, chain_of(view, entity))
    target = level_of(chain, prefab)
    why = _why_not(view, chain, target, key)
    if why:
        raise CommandError(why, path_place(chain[0].path(*key.split("."))))
    edits = Edits(view.snapshot)
    component, _, field = key.partition(".")
    _apply(edits, chain, target, component, field)
    title = f"Apply {field_title(key)} of {chain[0].title} to the prefab {chain[target].title}"
    return edits.compound(f"{title}{_seen_by(view, chain, target, key)}")


def why_not_apply(view: SceneView, entity: str | EntityView, key: str, prefab: str | None = None) -> str:
    """Why the value of an instance can't be given to a prefab, as a sentence; empty when it can."""
    own, *below = chain = chain_of(view, entity)
    if not below:
        return f"{own.title} is no instance of a prefab."
    why = _why_not(view, chain, level_of(chain, prefab), key)
    return f"{why[:1].upper()}{why[1:]}." if why else ""


def _why_not(view: SceneView, chain: tuple[Link, ...], target: int, key: str) -> str:
    """Why a value can't be given to a level of the chain; empty when it can."""
    component, _, field = key.partition(".")
    if component not in view.vocabulary.components:
        return f'nothing here knows a component "{component}"'
    giver = next((place for place, link in enumerate(chain) if link.states(component, field)), len(chain))
    if giver >= target:
        return f"{chain[0].title} has the value of {chain[target].title} already"
    for link in chain[:target]:
        if component in link.removed:
            return f"{link.title} does without the {component_words(component)} of its prefab"
    value = (table_at(chain, component) or {}).get(field)
    if component != "transform" and is_of_place(view.vocabulary, component, field) and value:
        return f"{value} is an entity of this place, and a prefab is for every place"
    return ""


def apply_component(view: SceneView, entity: str | EntityView, component: str, prefab: str | None = None) -> Compound:
    """The command that gives a prefab all that an instance says of a component, also that it does without it.

    Raises:
        CommandError: There is nothing to apply.
    """
    return _applied(view, entity, prefab, f"the {component_words(component)}", lambda each: each == component)


def apply_all(view: SceneView, entity: str | EntityView, prefab: str | None = None) -> Compound:
    """The command that gives a prefab everything that an instance says, but where it stands and whom it means there.

    Raises:
        CommandError: There is nothing to apply.
    """
    return _applied(view, entity, prefab, "everything", lambda _: True)


def _applied(
    view: SceneView, entity: str | EntityView, prefab: str | None, what: str, is_wanted: Callable[[str], bool]
) -> Compound:
    chain = instance_chain(view, entity, chain_of(view, entity))
    target = level_of(chain, prefab)
    own, vocabulary = chain[0], view.vocabulary
    edits = Edits(view.snapshot)
    for component in filter(is_wanted, own.removed):
        if component not in own.data and component in vocabulary.components:
            _apply_removal(edits, chain, target, component)
    for component in filter(is_wanted, own.data):
        table = own.table(component)
        if component in RESERVED or table is None:
            continue
        for name in of_thing(vocabulary, component, table, is_part=own.is_over):
            if not _why_not(view, chain, target, f"{component}.{name}"):
                _apply(edits, chain, target, component, name)
        is_reaching = not any(component in link.removed for link in chain[:target])
        if table == {} and component in vocabulary.components and is_reaching:
            _apply_presence(edits, chain, target, component)
    if not edits.commands:
        raise CommandError(
            f"{own.title} says nothing that {chain[target].title} could take over", path_place(own.path())
        )
    title = f"Apply {what} of {own.title} to the prefab {chain[target].title}"
    return edits.compound(f"{title}{_seen_by(view, chain, target)}")


def _apply(edits: Edits, chain: tuple[Link, ...], target: int, component: str, field: str) -> None:
    value = (table_at(chain, component) or {})[field]
    edits.set(chain[target].path(component, field), value)
    for link in chain[:target]:
        if link.states(component, field):
            edits.set(link.path(component, field), None)


def _apply_presence(edits: Edits, chain: tuple[Link, ...], target: int, component: str) -> None:
    """Give the prefab a component that says nothing."""
    if table_at(chain[target:], component) is None:
        edits.set(chain[target].path(component), {})
    for link in chain[:target]:
        if link.table(component) == {}:
            edits.set(link.path(component), None)


def _apply_removal(edits: Edits, chain: tuple[Link, ...], target: int, component: str) -> None:
    """Let the prefab do without a component, so that nothing between needs to say so."""
    edits.set(chain[target].path(component), None)
    if table_at(chain[target + 1 :], component) is not None:
        edits.remove(chain[target], component)
    for link in chain[:target]:
        edits.set(link.path(component), None)
        edits.restore(link, component)


def _seen_by(view: SceneView, chain: tuple[Link, ...], target: int, key: str = "") -> str:
    """The end of a sentence: how many other entities, and groups that make them in play, see the change."""
    own = chain[0]
    if own.is_over:
        seeing, groups = part_followers(view, chain[target].file, chain[target].entity, key), 0
    else:
        seeing = followers(view.snapshot, chain[target].name, key)
        groups = len(spawners(view.snapshot, chain[target].name, key))
    home = own.entity.partition(".")[0] if own.is_over else own.entity
    others = sum((each.file, each.entity) != (own.file, home) for each in seeing)
    seen = [f"{others} other {'entity' if others == 1 else 'entities'}"] if others else []
    if groups:
        seen.append(f"{groups} {'wave' if groups == 1 else 'waves'}")
    if not seen:
        return ""
    return f"; {' and '.join(seen)} {'sees' if others + groups == 1 else 'see'} it"
