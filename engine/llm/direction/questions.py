"""What is sent in play: a prompt, and the world behind the fence. The same state gives the same bytes."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from engine.llm.client.request import Message, Request
from engine.llm.context.fence import fenced
from engine.llm.context.prompts import prompt
from engine.llm.direction.sides import Side
from engine.llm.direction.situation import Row, Situation
from engine.llm.direction.tools import plan_schema, told
from engine.llm.guard.tool import Tool
from engine.play.spoken import LONGEST_LINE

PLAN_TOKENS, LINE_TOKENS = 768, 96
"""The longest answers [tokens]."""
LINE_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"line": {"type": "string", "minLength": 1, "maxLength": LONGEST_LINE}},
    "required": ["line"],
    "additionalProperties": False,
}
PLAN_NOW = "Give the plan for the next seconds."
LINE_NOW = "Write the line."


def plan_question(
    side: Side, now: Situation, tools: Sequence[Tool], *, seconds: float, refused: str = "", seed: int = 0
) -> Request:
    """The question for a plan; `refused` is why the last one was not carried out."""
    words = {"side": side.called, "aim": side.aim, "seconds": f"{seconds:g}"}
    tools_told, schema = _of_tools(tuple(tools))
    system = f"{prompt('direct').filled(words)}\n\n{tools_told}"
    sections = [fenced("world", [now.world]), fenced("entities", now.entities)]
    if refused:
        sections.append(fenced("refused_before", [refused]))
    text = "\n".join([*sections, PLAN_NOW])
    return Request((Message("system", system), Message("user", text)), schema, PLAN_TOKENS, seed=seed)


@lru_cache(maxsize=8)
def _of_tools(tools: tuple[Tool, ...]) -> tuple[str, dict[str, Any]]:
    """Tools behind the fence, and the schema of a plan of them: a scene's stay the same while it plays."""
    return fenced("tools", map(told, tools)), plan_schema(tools)


def line_question(occasion: Row, party: Sequence[Row], *, seed: int = 0) -> Request:
    """The question for what somebody says on an occasion."""
    system = prompt("banter").filled({"most": str(LONGEST_LINE)})
    text = "\n".join([fenced("occasion", [occasion]), fenced("party", party), LINE_NOW])
    return Request((Message("system", system), Message("user", text)), LINE_SCHEMA, LINE_TOKENS, seed=seed)
