"""An entity of a scenario's world, and the text of the scene and the encounter that holds it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Components = Mapping[str, Mapping[str, Any]]
OF_ENCOUNTER = frozenset({"objective", "trigger", "victory", "defeat", "spawn_group", "loom", "weave", "woven"})
"""Components whose entities stand in the encounter's file."""


@dataclass(frozen=True)
class Entity:
    """Somebody or something at a place (x, z) [m], facing `facing` [deg]; `prefab` is one of Veilweaver's or ""."""

    id: str
    prefab: str = ""
    place: tuple[float, float] | None = None
    facing: float = 0.0
    components: Components = field(default_factory=dict[str, Mapping[str, Any]])
    name: str = ""
    parent: str = ""
    height: float = 0.0

    @property
    def text(self) -> str:
        """Its block of a file."""
        lines = [f"[entities.{self.id}]", f"name = {json.dumps(self.name or self.id.replace('_', ' ').capitalize())}"]
        lines += [f"{key} = {json.dumps(value)}" for key in ("prefab", "parent") if (value := getattr(self, key))]
        components = dict(self.components)
        if self.place is not None:
            place = [self.place[0], self.height, self.place[1]]
            components = {"transform": {"position": place, "rotation": [0.0, self.facing, 0.0]}, **components}
        for name, fields in components.items():
            lines.append(f"[entities.{self.id}.{name}]")
            lines += [f"{key} = {json.dumps(value)}" for key, value in fields.items()]
        return "\n".join(lines) + "\n"


def scene_text(title: str, size: float, entities: Iterable[Entity]) -> str:
    """A scene on flat ground."""
    head = f'format = 1\nkind = "scene"\ntitle = {json.dumps(title)}\n'
    ground = f"[terrain]\nseed = 3\nsize_m = {size}\namplitude = 0.0\npath = false\n"
    return head + ground + "".join(each.text for each in entities if not is_of_encounter(each))


def encounter_text(title: str, scene: str, entities: Iterable[Entity], echo: int) -> str:
    """The encounter that is played in it, with what the party may spend."""
    head = f'format = 1\nkind = "encounter"\ntitle = {json.dumps(title)}\nscene = "{scene}"\ntime_limit_s = 120.0\n'
    return f"{head}echo_start = {echo}\n" + "".join(each.text for each in entities if is_of_encounter(each))


def is_of_encounter(entity: Entity) -> bool:
    """Whether an entity belongs to the encounter and not to the place."""
    return bool(OF_ENCOUNTER & set(entity.components))
