"""Names: a tool is called by exactly its name, and what a role is not given is denied."""

from engine.llm.guard.plan import Call
from engine.llm.guard.registry import ActionRegistry
from engine.llm.guard.roles import Role
from engine.llm.guard.steps.schema import Unchecked
from engine.llm.guard.verdict import refuse

STEP = "name"


def names(unchecked: Unchecked, registry: ActionRegistry, role: Role) -> tuple[Call, ...]:
    """The calls, all of tools that there are and that the role is given."""
    body, calls = unchecked
    found: list[Call] = []
    for place, (said, call) in enumerate(zip(body.calls, calls, strict=True)):
        if call is None:
            given = [name for name, tool in registry.tools.items() if not role.why_not(tool)]
            expected = f"one of {', '.join(given)}" if given else "nothing: the role is given no tool"
            nearest = registry.nearest(said.tool)
            reason = f"there is no tool {said.tool[:64]!r} in this scene"
            raise refuse(
                STEP, "exact name", reason, call=place, tool=said.tool[:64], field="tool", expected=expected,
                nearest=nearest if nearest in given else None,
            )  # fmt: skip
        rule = role.why_not(call.tool)
        if rule:
            reason = f'the role "{role.name}" is not given {call.tool.name}'
            raise refuse(STEP, rule, reason, call=place, tool=call.tool.name, field="tool")
        found.append(call)
    return tuple(found)
