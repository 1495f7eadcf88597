"""The tools that there are, found by a walk, and what is wrong with the arguments of a call."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import ValidationError

from engine.llm.agents.caps import MOST_ARGUMENTS
from engine.llm.agents.reply import CallRefusedError, call_finding, nearest_of, refuse, refused
from engine.llm.agents.tool import AgentTool, Arguments
from engine.walk import walk_modules

TOOLS = "engine.llm.agents.tools"
MOST_TOOLS = 12
"""More make models choose worse."""
MOST_TOLD = 8


@cache
def found_tools() -> Mapping[str, AgentTool]:
    """Every tool by its name, sorted."""
    found: dict[str, AgentTool] = {}
    for module in walk_modules(TOOLS):
        for each in vars(module).values():
            if isinstance(each, AgentTool) and found.setdefault(each.name, each) is not each:
                raise ValueError(f"two tools are called {each.name!r}; rename one of them")
    return {name: found[name] for name in sorted(found)}


def tool_called(name: str, tools: Mapping[str, AgentTool]) -> AgentTool:
    """The tool of exactly this name.

    Raises:
        CallRefusedError: There is none.
    """
    tool = tools.get(name)
    if tool is None:
        names = [*tools]
        raise refuse(
            "known tool",
            f'there is no tool "{name[:80]}"',
            field="name",
            expected=f"one of {', '.join(names)}",
            nearest=nearest_of(name, names),
        )
    return tool


def read_arguments(tool: AgentTool, data: Mapping[str, Any]) -> Arguments:
    """The arguments as the tool takes them.

    Raises:
        CallRefusedError: They are too large, or one is missing, too many, of the wrong type or out of its range.
    """
    size = len(json.dumps(data, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass"))
    if size > MOST_ARGUMENTS:
        raise refuse(
            "greatest size",
            f"the arguments are {size:,} bytes long",
            expected=f"at most {MOST_ARGUMENTS:,} bytes",
            nearest=MOST_ARGUMENTS,
        )
    try:
        return tool.arguments.model_validate(dict(data))
    except ValidationError as error:
        findings = [_finding(tool, dict(each)) for each in error.errors(include_url=False)[:MOST_TOLD]]
        raise CallRefusedError(refused(findings)) from error


def _finding(tool: AgentTool, detail: dict[str, Any]) -> Any:
    field = ".".join(str(each)[:80] for each in detail["loc"])
    kind, message = str(detail["type"]), str(detail["msg"])
    names = [*tool.arguments.model_fields]
    if kind == "extra_forbidden":
        reason = f'{tool.name} takes no "{field}"'
        return call_finding("no extra fields", reason, field, f"only {', '.join(names)}", nearest_of(field, names))
    if kind == "missing":
        doc = tool.arguments.model_fields[field].description if field in names else ""
        return call_finding("required field", f"{field} is missing", field, doc or f"a value for {field}")
    given = str(detail["input"])[:60]
    context = detail.get("ctx", {})
    bounds = [context[each] for each in ("ge", "le", "gt", "lt", "max_length", "min_length") if each in context]
    nearest = bounds[0] if bounds and not kind.startswith("string_") else None
    reason = f"{given!r} is not taken"
    if kind == "literal_error":
        words = [each.strip(" '") for each in str(context.get("expected", "")).replace(" or ", ",").split(",")]
        nearest = nearest_of(given, words)
    return call_finding(kind.replace("_", " "), reason, field, message.removeprefix("Input should be "), nearest)
