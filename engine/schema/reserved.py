"""The reserved keys of an entity block: the ones that are no components, each described once."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, cast


@dataclass(frozen=True)
class ReservedKey:
    """One key that every entity block may have, whatever it is made of."""

    name: str
    kind: Literal["text", "flag", "texts"]
    doc: str
    """One sentence for the JSON schema and the reference page."""
    expected: str
    """What its value looks like, in words."""
    of_place: bool = True
    """Whether it belongs to the one entity and its place; a prefab that is made from the entity does not get it."""

    def accepts(self, value: Any) -> bool:
        """Whether a value has the key's type."""
        match self.kind:
            case "text":
                return isinstance(value, str)
            case "flag":
                return isinstance(value, bool)
            case "texts":
                return isinstance(value, list) and all(isinstance(each, str) for each in cast("list[Any]", value))

    def json_schema(self) -> dict[str, Any]:
        """JSON schema (2020-12) of the key's value."""
        types: dict[str, dict[str, Any]] = {
            "text": {"type": "string"},
            "flag": {"type": "boolean"},
            "texts": {"type": "array", "items": {"type": "string"}},
        }
        return {**types[self.kind], "description": self.doc}


RESERVED: Mapping[str, ReservedKey] = MappingProxyType(
    {
        key.name: key
        for key in (
            ReservedKey("name", "text", "What people call it.", "a text"),
            ReservedKey(
                "parent",
                "text",
                "Id of the entity that it belongs to, in the same file.",
                "the id of an entity of the same file",
            ),
            ReservedKey(
                "prefab", "text", "Name of the prefab that it is an instance of.", "the name of a prefab", False
            ),
            ReservedKey(
                "removed",
                "texts",
                "Components of its prefab that it does without.",
                "a list of component ids",
                False,
            ),
            ReservedKey("tags", "texts", "Words to find it by.", "a list of texts"),
            ReservedKey("hidden", "flag", "Not drawn in the editor.", "true or false"),
            ReservedKey("locked", "flag", "Not picked in the viewport.", "true or false"),
        )
    }
)
"""Every reserved key by name, in the order in which a block states them."""
