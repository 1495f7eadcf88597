"""Thread anchor: a broken barrier is bound together again by a thread, for Echo that comes back with the thread."""

from engine.schema.component import Component
from engine.schema.fields import prop


class ThreadAnchor(Component, id="thread_anchor", icon="link"):
    """A broken barrier is bound together again by a thread, for Echo that comes back with the thread."""

    reach: float = prop(2.8, unit="m", gt=0.0, le=8.0, step=0.1, column="thread_reach", doc="How near one has to be.")
    price: int = prop(
        1, unit="1", ge=0, le=20, step=1, column="thread_price", doc="Echo of a thread; letting it go gives it back."
    )
