"""What is sent in play is known word for word, and the same state gives the same bytes."""

import json

from engine.llm.direction.tools import plan_schema
from engine.llm.guard.registry import ActionRegistry
from tests.engine.llm.context.golden_texts import as_text
from tests.engine.llm.direction.golden_texts import FOLDER, texts


def test_what_is_sent_is_what_was_looked_at():
    for name, request in texts().items():
        assert as_text(request) == (FOLDER / f"{name}.txt").read_text(encoding="utf-8"), name


def test_the_schema_names_every_tool_once_and_is_a_quarter_of_the_whole_one():
    registry = ActionRegistry.found()
    tools = tuple(registry.tools.values())

    short = plan_schema(tools)
    named = [name for call in short["anyOf"][0]["properties"]["calls"]["items"]["anyOf"]
             for name in call["properties"]["tool"]["enum"]]  # fmt: skip

    assert sorted(named) == sorted(registry.tools)
    assert len(json.dumps(short)) < len(json.dumps(registry.plan_schema())) / 3
