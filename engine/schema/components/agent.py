"""Agent: a mind that plans: what it can do and what it cares about."""

from engine.schema.component import Component
from engine.schema.fields import prop


class Agent(Component, id="agent", icon="brain", row=True):
    """A mind that plans: what it can do and what it cares about."""

    actions: list[str] = prop([], ref="action", doc="Actions that its plans may use.")
    goals: list[str] = prop([], ref="goal", doc='What it wants, each as "goal=weight"; a greater weight comes first.')
