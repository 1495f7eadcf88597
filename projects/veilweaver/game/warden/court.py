"""What the court is made of: pylons that feed the Warden, and sigils that answer who stands on them."""

from engine.schema.component import Component
from engine.schema.fields import prop


class Pylon(Component, id="pylon", icon="lightning"):
    """Feeds the Warden from its second phase on: a share of all harm to it is stopped until the pylon is unbound."""

    feeds: float = prop(0.12, unit="1", ge=0.0, le=0.5, step=0.02, doc="Share of harm that it stops.")
    reach: float = prop(2.6, unit="m", gt=0.0, step=0.1, doc="How near somebody has to stand to unbind it.")
    unbind_time: float = prop(3.0, unit="s", gt=0.0, step=0.5, doc="How long one pair of hands takes.")


class Sigil(Component, id="sigil", icon="hexagon"):
    """Breaks the Warden's ward for who stands on it, or heals them when there is none; then it rests."""

    radius: float = prop(1.8, unit="m", gt=0.0, step=0.1, doc="How near its middle counts as standing on it.")
    time: float = prop(1.5, unit="s", gt=0.0, step=0.5, doc="How long to stand on it.")
    heals: float = prop(0.25, unit="1", ge=0.0, le=1.0, step=0.05, doc="Share of full health given back over 3 s.")
    rest: float = prop(20.0, unit="s", ge=0.0, step=1.0, doc="How long it rests afterwards.")
