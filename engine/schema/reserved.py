"""The reserved keys of an entity block: the ones that are no components, each described once."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, cast

PARTS = "parts"
"""The key of a block below which an instance says what differs in the parts of its prefab."""
PART_KEYS = frozenset({"name", "removed", "tags", "hidden", "locked"})
"""What may be said of a part beside its components: where it belongs is the prefab's."""


@dataclass(frozen=True)
class ReservedKey:
    """One key that every entity block may have, whatever it is made of."""

    name: str
    kind: Literal["text", "flag", "texts", "parts"]
    doc: str
    """One sentence for the JSON schema and the reference page."""
    expected: str
    """What its value looks like, in words."""

    def accepts(self, value: Any) -> bool:
        """Whether a value has the key's type."""
        match self.kind:
            case "text":
                return isinstance(value, str)
            case "flag":
                return isinstance(value, bool)
            case "texts":
                return isinstance(value, list) and all(isinstance(each, str) for each in cast("list[Any]", value))
            case "parts":
                return isinstance(value, dict) and all(
                    isinstance(each, dict) for each in cast("dict[str, Any]", value).values()
                )

    def json_schema(self) -> dict[str, Any]:
        """JSON schema (2020-12) of the key's value."""
        types: dict[str, dict[str, Any]] = {
            "text": {"type": "string"},
            "flag": {"type": "boolean"},
            "texts": {"type": "array", "items": {"type": "string"}},
            "parts": {"type": "object", "additionalProperties": {"type": "object"}},
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
            ReservedKey("prefab", "text", "Name of the prefab that it is an instance of.", "the name of a prefab"),
            ReservedKey(
                "removed",
                "texts",
                "Components of its prefab that it does without; parts of its prefab begin with a point: `.tent`.",
                "a list of component ids",
            ),
            ReservedKey("tags", "texts", "Words to find it by.", "a list of texts"),
            ReservedKey("hidden", "flag", "Not drawn in the editor.", "true or false"),
            ReservedKey("locked", "flag", "Not picked in the viewport.", "true or false"),
            ReservedKey(
                PARTS,
                "parts",
                "What an instance says differently of the parts of its prefab, a table for each: `parts.tent.health`.",
                "a table with one table for each part",
            ),
        )
    }
)
"""Every reserved key by name, in the order in which a block states them."""
