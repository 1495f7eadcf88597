"""The JSON schema of a project's files: the heads with the vocabulary's entities under each, and tiles of ground."""

from typing import Any

from engine.schema.files import HEADS
from engine.schema.reference.ground import tile_schema
from engine.schema.text import ENTITIES
from engine.schema.tile import TERRAIN
from engine.schema.vocabulary import Vocabulary


def file_schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """JSON schema (2020-12) of any file of a project, read as TOML; ranges and units included."""
    entity = vocabulary.json_schema()
    definitions: dict[str, Any] = entity.pop("$defs")
    definitions["entity"] = {key: value for key, value in entity.items() if key != "$schema"}
    for kind, model in HEADS.items():
        schema = model.model_json_schema()
        definitions.update(schema.pop("$defs", {}))
        if kind not in ("project", "decision"):
            table = {"type": "object", "additionalProperties": {"$ref": "#/$defs/entity"}}
            schema["properties"][ENTITIES] = {**table, "description": "The entities by id, in the order of the file."}
        definitions[f"{kind}_file"] = {**schema, "required": ["format", "kind"]}
    definitions["terrain_file"] = tile_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A file of an AstraWeave project",
        "oneOf": [{"$ref": f"#/$defs/{kind}_file"} for kind in (*HEADS, TERRAIN)],
        "$defs": definitions,
    }
