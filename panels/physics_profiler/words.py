"""Times and ticks as this panel writes them."""

from editor.ui.api import tr
from engine.physics.capture import STAGES, TITLES, time_text
from engine.physics.profile import PhysicsStepProfile

NS_PER_MS, NS_PER_US = 1e6, 1e3
US_BELOW_MS = 0.1


def scale_of(typical_ns: float, longest_ns: float = 0.0) -> tuple[float, str]:
    """The factor for ns and its unit, for times like this one; where the longest takes 1 ms or more, it decides."""
    is_short = typical_ns < US_BELOW_MS * NS_PER_MS and longest_ns < NS_PER_MS
    return (1.0 / NS_PER_US, "µs") if is_short else (1.0 / NS_PER_MS, "ms")


def cell(time_ns: float | None, scale: float) -> str:
    """Three significant digits, fixed for the column; n/a for what was not measured."""
    if time_ns is None:
        return tr("n/a")
    value = time_ns * scale
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def tick_line(profile: PhysicsStepProfile) -> str:
    """Everything about one tick in a line."""
    parts = [tr("tick {tick}", tick=f"{profile.tick:,}"), time_text(profile.total or 0)]
    stages = [(TITLES[stage].lower(), getattr(profile, stage)) for stage in STAGES]
    parts += [f"{title} {time_text(time)}" for title, time in stages if time is not None]
    parts.append(tr("{count} bodies", count=f"{profile.active_body_count:,}"))
    parts.append(tr("{count} pairs", count=f"{profile.collision_pair_count:,}"))
    parts.append(tr("serial") if profile.threads == 0 else tr("{count} threads", count=profile.threads))
    return ", ".join(parts)
