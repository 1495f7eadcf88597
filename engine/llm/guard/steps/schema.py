"""The schema: right fields, right types, within their ranges; nothing more, and nothing is converted."""

from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from engine.llm.guard.plan import Call, Plan, PlanBody
from engine.llm.guard.registry import ActionRegistry
from engine.llm.guard.verdict import Refused, refuse

STEP = "schema"
Unchecked = tuple[PlanBody, tuple[Call | None, ...]]


def schema(data: Any, registry: ActionRegistry) -> Unchecked:
    """The answer, and each call whose tool is known by exactly its name; the others are left to the next step."""
    try:
        body = PlanBody.model_validate(data)
    except ValidationError as error:
        raise _refused(error, PlanBody, None, "") from error
    calls: list[Call | None] = []
    for place, said in enumerate(body.calls):
        tool = registry.get(said.tool)
        if tool is None:
            calls.append(None)
            continue
        try:
            calls.append(Call(place, tool, tool.parameters.model_validate(said.arguments)))
        except ValidationError as error:
            raise _refused(error, tool.parameters, place, tool.name) from error
    return body, tuple(calls)


def plan_of(body: PlanBody, calls: tuple[Call, ...]) -> Plan:
    """The whole plan."""
    return Plan(body.world, calls)


def _refused(error: ValidationError, model: type[BaseModel], call: int | None, tool: str) -> Refused:
    found: ErrorDetails = error.errors(include_url=False, include_context=True)[0]
    where = ".".join(str(part) for part in found["loc"]) or "the answer"
    name = str(found["loc"][-1]) if found["loc"] else ""
    kind, context = found["type"], found.get("ctx", {})
    expected, nearest = found["msg"], None
    fields = list(model.model_fields)
    if kind == "extra_forbidden":
        close = get_close_matches(name[:64], fields, n=1, cutoff=0.5)
        expected, nearest = f"only {', '.join(fields)}", close[0] if close else None
    elif kind == "missing":
        expected = f"a value for {name}"
    elif kind in {"greater_than_equal", "less_than_equal"}:
        nearest = float(context["ge" if kind == "greater_than_equal" else "le"])
        expected = f"{'at least' if kind == 'greater_than_equal' else 'at most'} {nearest:g}"
    given = repr(found["input"])[:60]
    reason = f"{found['msg'].lower()}; given was {given}"
    return refuse(STEP, kind, reason, call=call, tool=tool, field=where[:120], expected=expected, nearest=nearest)
