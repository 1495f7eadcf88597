"""Echo shard: a splinter of Echo that whoever of the party comes near picks up."""

from engine.schema.component import Component
from engine.schema.fields import prop


class EchoShard(Component, id="echo_shard", icon="sparkle"):
    """A splinter of Echo that whoever of the party comes near picks up."""

    amount: int = prop(1, unit="1", ge=0, le=20, step=1, doc="Echo that it gives.")
    radius: float = prop(1.2, unit="m", gt=0.0, le=5.0, step=0.1, doc="How near is near enough.")
    signal: str = prop("", ref="signal", doc="Signal that is given when every shard that gives it has been picked up.")
