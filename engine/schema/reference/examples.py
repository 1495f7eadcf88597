"""The examples of the reference: whole files, made from the vocabulary's own defaults, that a test opens."""

from dataclasses import dataclass
from typing import Any

from engine.schema.component import Component
from engine.schema.described import Described
from engine.schema.fields import FieldSpec
from engine.schema.files import HEADS
from engine.schema.reserved import PARTS
from engine.schema.rewrite import entity_text, head_text
from engine.schema.tile import SIDE, Tile, tile_name, tile_text
from engine.schema.tile_text import packed_heights, packed_paint
from engine.schema.values import plain
from engine.schema.vocabulary import Vocabulary

TITLES = {
    "project": "Echo Grove",
    "scene": "Echo Grove",
    "prefab": "Stalker",
    "encounter": "First fight",
    "decision": "Kael taunts",
}
SHORT = {"scene": "echo_grove", "prefab": "stalker", "encounter": "first_fight", "decision": "kael_taunts"}
NAMED = {"entity": "talren", "scene": "echo_grove", "encounter": "first_fight", "prefab": "stalker"}
"""What the examples call the things that they name."""
DECIDED = {
    "entity": "kael",
    "tick": 184,
    "pursued": "protect_player",
    "facts": ["can_taunt", "enemy_noticed", "enemy_seen", "player_threatened"],
    "goal": "protect_player",
    "action": "taunt",
    "plan": ["taunt"],
}
"""What the example of a pinned decision says."""


@dataclass(frozen=True)
class Example:
    """One example: the file of a project that it is or stands in, and its text."""

    file: str
    text: str


def head_example(kind: str) -> Example:
    """A whole file of one kind, with every field of its head."""
    model = HEADS[kind]
    head = {spec.name: _value(spec) for spec in model.fields()} | {"kind": kind, "title": TITLES[kind]}
    if kind == "decision":
        head |= DECIDED
    return Example(_file(kind), head_text(head))


def component_example(component: type[Component]) -> Example:
    """An entity of a scene that has the component, every field stated."""
    fields = {spec.name: _value(spec) for spec in component.fields()}
    text = entity_text("kael", {component.component_id: fields}).lstrip("\n")
    # The entity's own header says nothing here.
    return Example("scenes/echo_grove", text.replace("[entities.kael]\n", "", 1))


def prefab_example() -> tuple[Example, Example]:
    """A prefab, and an instance of it that states what differs."""
    prefab = head_text({"format": 1, "kind": "prefab", "title": "Stalker"}) + entity_text(
        "stalker", {"name": "Stalker", "tags": ["hostile"], "health": {"current": 60.0, "maximum": 60.0}}
    )
    instance = entity_text(
        "stalker_2",
        {"prefab": "stalker", "transform": {"position": [4.0, 0.0, 2.5]}, "health": {"current": 45.0}},
    )
    return Example("prefabs/stalker", prefab), Example("scenes/echo_grove", instance.lstrip("\n"))


def parts_example() -> tuple[Example, Example]:
    """A prefab with a part, and an instance that states what differs in the part."""
    prefab = "".join(
        [
            head_text({"format": 1, "kind": "prefab", "title": "Camp"}),
            entity_text("camp", {"name": "Camp", "transform": {}}),
            entity_text("tent", {"parent": "camp", "transform": {"position": [2.0, 0.0, 0.0]}, "health": {}}),
        ]
    )
    instance = entity_text("camp_1", {"prefab": "camp", PARTS: {"tent": {"health": {"current": 45.0}}}})
    return Example("prefabs/camp", prefab), Example("scenes/echo_grove", instance.lstrip("\n"))


def entity_example() -> Example:
    """An entity with all the reserved keys but a prefab."""
    block = {"name": "Kael", "parent": "talren", "tags": ["party", "scout"], "hidden": False, "locked": True}
    return Example("scenes/echo_grove", entity_text("kael", block).lstrip("\n"))


def opaque_example() -> Example:
    """A component that no vocabulary knows."""
    block = {"lantern": {"oil": 0.75, "lit_by": "kael"}}
    return Example("scenes/echo_grove", entity_text("kael", block).lstrip("\n").replace("[entities.kael]\n", "", 1))


def tile_example() -> Example:
    """A tile of ground with a mound of which a part is rock."""
    middle = range(4, 12)
    heights = [250 * min(row - 3, 12 - row, column - 3, 12 - column) if row in middle and column in middle else 0
               for row in range(SIDE) for column in range(SIDE)]  # fmt: skip
    rock = [(0, 0, 255, 0, 255) if height >= 750 else (0, 0, 0, 0, 0) for height in heights]
    weights, cover = packed_paint(rock)
    return Example(tile_name("echo_grove", 2, -3), tile_text(Tile(packed_heights(heights), weights, cover)))


def examples(vocabulary: Vocabulary) -> tuple[Example, ...]:
    """All the examples of the reference."""
    return (
        *(head_example(kind) for kind in HEADS),
        tile_example(),
        entity_example(),
        *(component_example(component) for component in vocabulary.components.values()),
        *prefab_example(),
        *parts_example(),
        opaque_example(),
    )


def _file(kind: str) -> str:
    return kind if kind == "project" else f"{kind}s/{SHORT[kind]}"


def _value(spec: FieldSpec) -> Any:
    default = spec.default
    if isinstance(default, Described):
        return {inner.name: _value(inner) for inner in type(default).fields()}
    if spec.ref in NAMED and not default:
        return [NAMED[spec.ref]] if spec.kind == "refs" else NAMED[spec.ref]
    if spec.kind == "text" and not default:
        return "In a few words."
    return plain(default)
