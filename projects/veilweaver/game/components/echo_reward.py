"""Echo reward: what the party earns when this enemy falls."""

from engine.schema.component import Component
from engine.schema.fields import prop


class EchoReward(Component, id="echo_reward", icon="star-four"):
    """What the party earns when this enemy falls."""

    amount: int = prop(1, unit="1", ge=0, step=1, column="echo_reward", doc="Echo earned; who flees takes it along.")
