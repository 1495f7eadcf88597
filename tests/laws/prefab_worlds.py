"""Random projects with chains of prefabs, for the laws of prefabs."""

from pathlib import Path as Folder
from typing import Any

from hypothesis import strategies as st

from engine.document import Document, EntityView, SceneView, view
from engine.schema.files import FORMAT
from engine.schema.rewrite import entity_text, head_text

Block = dict[str, Any]
World = dict[str, dict[str, Block]]
NOWHERE = Folder("nowhere")
CHAIN = ("beast", "wasp", "hornet")
"""Prefabs, each an instance of the one before."""
FIELDS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "health": {"current": st.sampled_from([10.0, 20.0, 30.0]), "maximum": st.sampled_from([20.0, 40.0])},
    "body": {"radius": st.sampled_from([0.2, 0.4])},
    "transform": {
        "position": st.sampled_from([[1.0, 0.0, 2.0], [3.0, 0.0, 4.0]]),
        "scale": st.sampled_from([1.0, 2.0]),
    },
    "trigger": {"delay": st.sampled_from([1.0, 2.0])},
    "obstacle": {"shape": st.sampled_from(["box", "circle"])},
    "player": {},
    "basket": {"apples": st.integers(1, 3)},
}
"""Components with some of their fields; nothing knows the basket."""
KNOWN = sorted(FIELDS.keys() - {"basket"})
KEYS = [f"{component}.{field}" for component in KNOWN for field in FIELDS[component]]


@st.composite
def blocks(draw: st.DrawFn, prefab: str | None) -> Block:
    """What one level says."""
    block: Block = {"prefab": prefab} if prefab else {}
    if draw(st.booleans()):
        block["name"] = draw(st.sampled_from(["Buzz", "Hum"]))
    if draw(st.booleans()):
        block["tags"] = draw(st.lists(st.sampled_from(["small", "loud"]), max_size=2, unique=True))
    if prefab and draw(st.integers(0, 2)) == 0:
        block["removed"] = draw(st.lists(st.sampled_from(sorted(FIELDS)), min_size=1, max_size=2, unique=True))
    for component in draw(st.lists(st.sampled_from(sorted(FIELDS)), max_size=4, unique=True)):
        fields = FIELDS[component]
        stated = draw(st.lists(st.sampled_from(sorted(fields)), max_size=2, unique=True)) if fields else []
        block[component] = {field: draw(fields[field]) for field in stated}
    return block


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Three prefabs in a chain, and a scene and an encounter with instances of each and an entity of its own."""
    world: World = {}
    for place, name in enumerate(CHAIN):
        world[f"prefabs/{name}"] = {name: draw(blocks(CHAIN[place - 1] if place else None))}
    for file in ("scenes/field", "encounters/raid"):
        short = file.rpartition("/")[2]
        homes = draw(st.lists(st.sampled_from([None, *CHAIN]), min_size=1, max_size=5))
        world[file] = {f"{short}_{place}": draw(blocks(prefab)) for place, prefab in enumerate(homes)}
    return world


def opened(world: World) -> Document:
    """The world as a project in memory."""
    heads: dict[str, Any] = {"encounters/raid": {"scene": "field"}}
    texts = {"project": head_text({"format": FORMAT, "kind": "project", "main_scene": "field"})}
    for file, entities in world.items():
        kind = file.partition("/")[0].removesuffix("s")
        head = head_text({"format": FORMAT, "kind": kind, **heads.get(file, {})})
        texts[file] = head + "".join(entity_text(key, block) for key, block in entities.items())
    return Document.from_texts(texts, folder=NOWHERE)


def seen(document: Document) -> SceneView:
    return view(document, "field", "raid")


def instances(document: Document) -> list[EntityView]:
    return [each for each in seen(document).entities if each.prefab]


def told(entity: EntityView) -> tuple[Any, ...]:
    """What everybody sees of an entity, wherever its values come from."""
    return (
        entity.id,
        entity.name,
        entity.parent,
        entity.tags,
        entity.hidden,
        entity.locked,
        dict(entity.components),
        frozenset(entity.opaque),
    )


def texts_of(document: Document) -> dict[str, str]:
    return {file: document.text(file) for file in document.files}
