"""What the Add menu offers: each a block of components that is ready to work when it is placed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Addition:
    """A kind of new entity: `home` says in which file it lives, `block` its components, `icon` a Phosphor glyph."""

    id: str
    title: str
    name: str
    icon: str
    home: str
    block: Mapping[str, Any]
    keys: str = ""
    description: str = ""


ADDITIONS: tuple[Addition, ...] = (
    Addition(
        "empty", "Empty entity", "Entity", "cube", "scene", {}, "Shift+A", "A place in the scene without any behaviour."
    ),
    Addition(
        "party_member",
        "Party member",
        "Party member",
        "user",
        "scene",
        {
            "body": {},
            "health": {},
            "team": {"side": "party"},
            "melee": {},
            "perception": {},
            "agent": {},
            "appearance": {"mesh": "soldier"},
        },
        "Shift+P",
        "Someone who fights beside the player; the first one is the player.",
    ),
    Addition(
        "spawn_group",
        "Wave",
        "Wave",
        "waves",
        "encounter",
        {"spawn_group": {}},
        "Shift+G",
        "Enemies that appear together at the start or when a trigger fires.",
    ),
    Addition(
        "trigger",
        "Trigger",
        "Trigger",
        "bounding-box",
        "encounter",
        {"trigger": {}},
        "Shift+T",
        "An area or a timer that sets something off.",
    ),
    Addition(
        "objective",
        "Objective",
        "Objective",
        "flag-banner",
        "encounter",
        {"objective": {}},
        "Shift+O",
        "What the party has to do.",
    ),
    Addition(
        "line",
        "Dialogue line",
        "Line",
        "chat-circle-text",
        "encounter",
        {"line": {}},
        "",
        "What somebody says, as a subtitle.",
    ),
    Addition(
        "victory",
        "Victory condition",
        "Victory",
        "trophy",
        "encounter",
        {"victory": {}},
        "",
        "When the encounter counts as won.",
    ),
    Addition(
        "defeat",
        "Defeat condition",
        "Defeat",
        "x-square",
        "encounter",
        {"defeat": {}},
        "",
        "When the encounter counts as lost.",
    ),
    Addition(
        "obstacle",
        "Obstacle",
        "Obstacle",
        "wall",
        "scene",
        {"obstacle": {}, "appearance": {"mesh": "wall"}},
        "Shift+B",
        "Something that stands in the way.",
    ),
    Addition("light", "Light", "Light", "lightbulb-filament", "scene", {"light": {}}, "", "A light of its own."),
)
