"""An agent's own part: mends what was refused by nothing but what the answer says."""

import json
from typing import Any


def mended(proposal: dict[str, Any], answer: dict[str, Any]) -> list[dict[str, Any]]:
    """The hunks of a proposal that a refusal tells of, with the nearest legal value wherever it points to."""
    hunks = {each["id"]: json.loads(json.dumps(each)) for each in proposal["hunks"]}
    for told in answer["findings"]:
        operation = hunks[told["hunk"]]["operations"][told["operation"] - 1]
        # "delay", or "behind transform.position" of an entity that the operation adds.
        field = told["field"].rpartition(" ")[2]
        table, (*way, last) = operation, field.split(".")
        if " " in told["field"]:
            table = operation["components"]
        for key in way:
            table = table[key]
        assert last in table, told
        table[last] = told["nearest"]
    return [hunks[each] for each in dict.fromkeys(told["hunk"] for told in answer["findings"])]


def with_hunks(proposal: dict[str, Any], hunks: list[dict[str, Any]]) -> dict[str, Any]:
    """The proposal with some hunks in place of those of the same id."""
    new = {each["id"]: each for each in hunks}
    return {**proposal, "hunks": [new.get(each["id"], each) for each in proposal["hunks"]]}
