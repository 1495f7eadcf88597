"""The JSON schema that an answer is held to: made from the vocabulary, so that a model sees every field and range."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from engine.llm.proposals.operations import OPERATIONS, Add, AddComponent
from engine.llm.proposals.proposal import Proposal
from engine.schema.vocabulary import Vocabulary

_NOISE = ("title", "default", "step", "icon", "column", "convert", "lines", "yields_to", "discriminator")
"""Keys that tell a model nothing about what it may write."""


def answer_schema(vocabulary: Vocabulary, components: Iterable[str] | None = None) -> dict[str, Any]:
    """The JSON schema (2020-12) of a proposal, for `Request.schema`.

    Args:
        vocabulary: The components that the project knows.
        components: Those that the answer may add, to save tokens; all of them by default. Others can still be read
            and changed by `set`.
    """
    schema = cast("dict[str, Any]", _slim(Proposal.model_json_schema()))
    known = {key for key, each in vocabulary.components.items() if each.by_hand}
    chosen = sorted(known) if components is None else sorted({*components} & known)
    definitions: dict[str, Any] = schema.pop("$defs")
    for each in chosen:
        table = vocabulary.component_schema(each)
        definitions.update({key: _slim(inner) for key, inner in table.pop("$defs", {}).items()})
        definitions[f"component_{each}"] = _slim(table)
    tables = {each: {"$ref": f"#/$defs/component_{each}"} for each in chosen}
    added: dict[str, Any] = definitions[Add.__name__]["properties"]
    added["components"] = {
        "type": "object",
        "description": added["components"]["description"],
        "properties": tables,
        "additionalProperties": False,
    }
    given: dict[str, Any] = definitions[AddComponent.__name__]["properties"]
    given["component"] = {**given["component"], "enum": chosen}
    for word, operation in OPERATIONS.items():
        described = definitions[operation.__name__]
        described["properties"]["do"] = {"const": word}
        described["required"] = ["do", *(each for each in described.get("required", []) if each != "do")]
    return {**schema, "$defs": definitions}


def _slim(schema: Any, *, is_names: bool = False) -> Any:
    """A copy without what only people and forms need; `oneOf` becomes `anyOf`, which every server reads."""
    if isinstance(schema, list):
        return [_slim(each) for each in cast("list[Any]", schema)]
    if not isinstance(schema, dict):
        return schema
    copy: dict[str, Any] = {}
    for key, value in cast("dict[str, Any]", schema).items():
        if is_names:
            copy[key] = _slim(value)
        elif key not in _NOISE:
            copy["anyOf" if key == "oneOf" else key] = _slim(value, is_names=key in ("properties", "$defs"))
    return copy
