"""More health than there can be."""

from collections.abc import Iterator

from engine.document import Finding
from engine.document.wording import number_words
from engine.rules.rule import rule
from engine.rules.scene import RuleScene
from engine.schema.components.health import Health


@rule("health-above-maximum", "warning", "More health than the maximum")
def health_above_maximum(scene: RuleScene) -> Iterator[Finding]:
    """Health above its maximum: plates overflow, and the first healing takes it away."""
    for entity, health in scene.with_component(Health):
        if health.current > health.maximum > 0.0:
            current, maximum = number_words(health.current), number_words(health.maximum)
            yield scene.finding(
                f"{entity.name}: health.current is {current} hp, but health.maximum is {maximum} hp. "
                "Lower it, or raise the maximum.",
                entity,
                "health",
                "current",
                fix=(scene.set(entity, "health", "current", health.maximum),),
                fix_title=f"Lower it to {maximum} hp",
            )
