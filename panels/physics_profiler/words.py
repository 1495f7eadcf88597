"""Ticks as this panel writes them."""

from editor.ui.api import tr
from engine.physics.capture import STAGES, TITLES, time_text
from engine.physics.profile import PhysicsStepProfile


def series_of(stage: str) -> int | None:
    """The colour of a stage's bars; None for the whole tick."""
    return STAGES.index(stage) if stage in STAGES else None


def tick_line(profile: PhysicsStepProfile) -> str:
    """Everything about one tick in a line."""
    parts = [tr("tick {tick}", tick=f"{profile.tick:,}"), time_text(profile.total or 0)]
    stages = [(TITLES[stage].lower(), getattr(profile, stage)) for stage in STAGES]
    parts += [f"{title} {time_text(time)}" for title, time in stages if time is not None]
    parts.append(tr("{count} bodies", count=f"{profile.active_body_count:,}"))
    parts.append(tr("{count} pairs", count=f"{profile.collision_pair_count:,}"))
    parts.append(tr("serial") if profile.threads == 0 else tr("{count} threads", count=profile.threads))
    return ", ".join(parts)
