"""Create: make a prefab of an entity, or a variant of a prefab."""

from __future__ import annotations

from typing import Any

from engine.document.command import Command
from engine.document.commands import Compound, WriteFile
from engine.document.path import words
from engine.document.prefabs.chain import chain_of
from engine.document.prefabs.edits import Edits, of_thing
from engine.document.prefabs.naming import check_name, prefab_name
from engine.document.views.entity_view import EntityView
from engine.document.views.scene_view import SceneView
from engine.schema.files import FORMAT
from engine.schema.reserved import PARTS, RESERVED
from engine.schema.rewrite import entity_text, head_text
from engine.schema.values import plain


def create_prefab(view: SceneView, entity: str | EntityView, title: str) -> Compound:
    """The command that writes a new prefab of what an entity is, and makes the entity its first instance.

    The entity keeps its name, parent, tags and place, and whom it means there. An instance gives a variant of its
    prefab. Blocks that nothing here knows stay with the entity.

    Raises:
        CommandError: The name can't be used.
    """
    check_name(view.snapshot, title)
    found = view.entity(entity) if isinstance(entity, str) else entity
    own = chain_of(view, found)[0]
    name, vocabulary = prefab_name(title), view.vocabulary
    edits = Edits(view.snapshot)
    block: dict[str, Any] = {"name": title.strip()}
    for key in ("prefab", "removed", "tags", PARTS):
        if key in own.data:
            block[key] = plain(own.data[key])
    edits.set(own.path("name"), own.data.get("name") or found.name)
    edits.set(own.path("removed"), None)
    edits.set(own.path(PARTS), None)
    edits.set(own.path("prefab"), name)
    for component in own.data:
        table = own.table(component)
        if component in RESERVED or component not in vocabulary.components or table is None:
            continue
        thing = of_thing(vocabulary, component, table)
        if component == "transform" and not thing:
            continue
        block[component] = plain(thing)
        if set(thing) == set(table):
            edits.set(own.path(component), None)
        else:
            for field in thing:
                edits.set(own.path(component, field), None)
    commands: list[Command] = [_written(name, title, block), *edits.commands]
    return Compound(title=f"Make the prefab {title.strip()} of {found.name}", commands=tuple(commands))


def make_variant(view: SceneView, prefab: str, title: str) -> Compound:
    """The command that writes a new prefab which is an instance of another one and says nothing else yet.

    Raises:
        CommandError: The name can't be used.
        DocumentError: There is no such prefab.
    """
    check_name(view.snapshot, title)
    base = view.prefab(prefab)
    block = {"name": title.strip(), "prefab": prefab}
    return Compound(
        title=f"Make {title.strip()}, a variant of the prefab {base.name}",
        commands=(_written(prefab_name(title), title, block),),
    )


def _written(name: str, title: str, block: dict[str, Any]) -> WriteFile:
    head = head_text({"format": FORMAT, "kind": "prefab", "title": title.strip()})
    text = head + entity_text(name, block)
    return WriteFile(file=f"prefabs/{name}", old=None, new=text, title=f"Create the prefab {words(name)}")
