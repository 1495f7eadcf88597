"""Paths: the name of one value in a project, written like scenes/grove/entities/kael/health/current."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from engine.schema.fields import FieldSpec
from engine.schema.reserved import PARTS
from engine.schema.text import ENTITIES
from engine.schema.tile import TERRAIN, scene_of_tile, tile_place
from engine.schema.vocabulary import Vocabulary, component_words

Keys = tuple[str | int, ...]
Namer = Callable[[str, str | None], str]
"""Tells what an entity of a file is called; for None, the file itself."""
_PLAIN = re.compile(r'[^/"]*[^/"0-9][^/"]*\Z')
_SEGMENT = re.compile(r'"(?:[^"\\]|\\.)*"|[^/]+')


@dataclass(frozen=True, slots=True)
class Path:
    """Where a value stands: a file ("scenes/grove", "project") and the keys inside it, list positions as numbers."""

    file: str
    keys: Keys = ()

    def __str__(self) -> str:
        """The path as one text; `Path.parse` gives the same path back."""
        return "/".join([self.file, *map(_segment, self.keys)])

    def __truediv__(self, key: str | int) -> Path:
        return Path(self.file, (*self.keys, key))

    @classmethod
    def parse(cls, text: str) -> Path:
        """The path that a text names.

        Raises:
            ValueError: The text names none.
        """
        if text == "project" or text.startswith("project/"):
            file, rest = "project", text[len("project/") :]
        else:
            folder, _, after = text.partition("/")
            name, _, rest = after.partition("/")
            file = f"{folder}/{name}"
            if folder == TERRAIN and rest:
                place, _, rest = rest.partition("/")
                file = f"{file}/{place}"
            if not folder or not name:
                raise ValueError(f"{text!r} is no path; expected something like scenes/grove/entities/kael/name")
        keys = tuple(_key(segment) for segment in _SEGMENT.findall(rest))
        return cls(file, keys)

    @classmethod
    def entity(cls, file: str, identifier: str, *keys: str | int) -> Path:
        """The path of an entity or something inside it; `camp_1.tent` is the part `tent` of the instance `camp_1`."""
        instance, point, part = identifier.partition(".")
        if point and part:
            return cls(file, (ENTITIES, instance, PARTS, part, *keys))
        return cls(file, (ENTITIES, identifier, *keys))

    @property
    def entity_id(self) -> str | None:
        """Id of the entity that the path leads into, `camp_1.tent` for a part; None for the head of a file."""
        keys = self.keys
        if len(keys) < 2 or keys[0] != ENTITIES:
            return None
        return f"{keys[1]}.{keys[3]}" if len(keys) > 3 and keys[2] == PARTS else str(keys[1])

    @property
    def inner(self) -> Keys:
        """The keys inside the entity, or inside the head of the file."""
        keys = self.keys
        if len(keys) < 2 or keys[0] != ENTITIES:
            return keys
        return keys[4:] if len(keys) > 3 and keys[2] == PARTS else keys[2:]

    @property
    def is_of_part(self) -> bool:
        """Whether it leads to a part of an instance, which stands in the block of the instance."""
        return len(self.keys) > 3 and self.keys[2] == PARTS and self.keys[0] == ENTITIES

    @property
    def block_id(self) -> str | None:
        """Id of the entity in whose block the value stands: of a part the instance; None for the head of a file."""
        return str(self.keys[1]) if len(self.keys) > 1 and self.keys[0] == ENTITIES else None

    @property
    def block_keys(self) -> Keys:
        """The keys inside that block, or inside the head of the file."""
        return self.keys[2:] if self.block_id is not None else self.keys

    @property
    def field(self) -> FieldSpec | None:
        """The description of the field, where the engine's own vocabulary knows it."""
        inner = self.inner
        if self.entity_id is None or len(inner) < 2:
            return None
        component = Vocabulary.builtin().components.get(str(inner[0]))
        return component.field(str(inner[1])) if component else None

    @property
    def owner_label(self) -> str:
        """The entity or the file in words: "Rift stalker 02"."""
        return by_id(self.file, self.entity_id)

    @property
    def what(self) -> str:
        """The value in words, without whose it is: "health", "melee reach"; empty for a whole entity or file."""
        keys = self.inner
        inner = [str(key) for key in keys if isinstance(key, str)]
        axes = [str(key) for key in keys if isinstance(key, int)]
        if len(inner) > 1 and inner[0] == "transform":
            inner = inner[1:]
        if len(inner) > 1 and inner[-1] == "current":
            inner = inner[:-1]
        if inner and self.entity_id is not None:
            inner[0] = component_words(inner[0])
        what = " ".join(key.replace("_", " ") for key in inner)
        spec = self.field
        if axes and spec and spec.kind == "vec3":
            axes = ["xyz"[int(axis)] if int(axis) < 3 else axis for axis in axes]
        return " ".join([what, *axes]).strip()

    @property
    def label(self) -> str:
        """The path in words: "Kael's health", "Kael's melee reach", "Echo grove's terrain seed"."""
        return self.told(self.owner_label)

    def told(self, owner: str) -> str:
        """The path in words, of an owner who is called so."""
        return f"{owner}'s {self.what}" if self.what else owner


def words(identifier: str) -> str:
    """An id as people would write it: rift_stalker_02 -> Rift stalker 02."""
    text = identifier.replace("_", " ").strip()
    return text[:1].upper() + text[1:]


def entity_words(identifier: str) -> str:
    """An entity's id as people would write it: `rift_stalker_02` -> Rift stalker 02, `camp_1.tent` -> Camp 1's tent."""
    instance, point, part = identifier.partition(".")
    if not (point and part):
        return words(identifier)
    return part_words(words(instance), part)


def by_id(file: str, identifier: str | None) -> str:
    """What an entity is called by its id alone, or, without one, a file by its name."""
    scene = scene_of_tile(file)
    if scene is not None:
        return ground_words(scene, tile_place(file))
    return entity_words(identifier or file.rpartition("/")[2])


def part_words(instance: str, part: str) -> str:
    """What a part of an instance is called, that people call `instance`: "Base", `tent.flag` -> Base's flag."""
    return f"{instance}'s {part.rpartition('.')[2].replace('_', ' ')}"


def ground_words(scene: str, place: tuple[int, int] | None) -> str:
    """A tile of a scene's ground as people would call it: "Ground of Wild march at tile (2, -3)"."""
    return f"Ground of {words(scene)}" + (f" at tile ({place[0]}, {place[1]})" if place is not None else "")


def _segment(key: str | int) -> str:
    if isinstance(key, int):
        return str(key)
    return key if _PLAIN.match(key) else json.dumps(key)


def _key(segment: str) -> str | int:
    if segment.startswith('"'):
        return str(json.loads(segment))
    return int(segment) if segment.isascii() and segment.isdigit() else segment


def _as_path(value: Any) -> Any:
    return Path.parse(value) if isinstance(value, str) else value


PathField = Annotated[
    Path,
    BeforeValidator(_as_path),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "description": "scenes/NAME/entities/ID/component/field"}),
]
"""A path inside a command: one text in JSON."""
