"""The schema of answers: what the vocabulary knows, and nothing besides."""

import json
import re
from typing import Any

from engine.llm.proposals.answer_schema import answer_schema
from engine.llm.proposals.operations import OPERATIONS
from engine.schema.vocabulary import Vocabulary


def test_every_operation_is_told_apart_by_its_word(vocabulary: Vocabulary) -> None:
    schema = answer_schema(vocabulary)
    definitions = schema["$defs"]
    branches = definitions["Hunk"]["properties"]["operations"]["items"]["anyOf"]
    named = [definitions[each["$ref"].removeprefix("#/$defs/")] for each in branches]
    assert [each["properties"]["do"]["const"] for each in named] == list(OPERATIONS)
    assert all("do" in each["required"] and each["additionalProperties"] is False for each in named)


def test_components_are_those_of_the_vocabulary_with_their_ranges(vocabulary: Vocabulary) -> None:
    definitions = answer_schema(vocabulary)["$defs"]
    tables = {each.removeprefix("component_") for each in definitions if each.startswith("component_")}
    assert tables == {*vocabulary.components} - {"provenance"}
    assert definitions["component_spawn_group"]["properties"]["count"] | {"description": ""} == {
        "type": "integer",
        "minimum": 1,
        "maximum": 500,
        "unit": "1",
        "description": "",
    }
    assert definitions["component_thread_anchor"]["additionalProperties"] is False
    assert "title" not in definitions["Add"]
    assert "name" in definitions["Add"]["properties"]


def test_every_reference_leads_somewhere(vocabulary: Vocabulary) -> None:
    schema = answer_schema(vocabulary)
    for named in _references(schema):
        assert named.removeprefix("#/$defs/") in schema["$defs"]
    assert '"oneOf"' not in json.dumps(schema)


def test_chosen_components_make_it_short(vocabulary: Vocabulary) -> None:
    few = answer_schema(vocabulary, ["health", "transform", "unheard_of"])
    assert {each for each in few["$defs"] if each.startswith("component_")} == {
        "component_health",
        "component_transform",
    }


def _references(data: Any) -> list[str]:
    return re.findall(r'"\$ref": "([^"]+)"', json.dumps(data))
