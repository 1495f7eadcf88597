"""Agent: a mind that plans: what it can do and what it cares about."""

from engine.schema.component import Component
from engine.schema.fields import prop


class Agent(Component, id="agent", icon="brain", row=True):
    """A mind that plans: what it can do and what it cares about."""

    actions: list[str] = prop(
        [],
        ref="action",
        number="cost",
        ge=0.001,
        le=1000.0,
        step=0.1,
        doc='Actions that its plans may use: "action" or "action=cost".',
    )
    goals: list[str] = prop(
        [],
        ref="goal",
        number="weight",
        ge=0.0,
        le=1000.0,
        step=0.1,
        doc='What it wants: "goal" or "goal=weight"; a greater weight comes first.',
    )
