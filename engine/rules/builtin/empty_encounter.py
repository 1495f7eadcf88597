"""An encounter in which nobody appears."""

from collections.abc import Iterator

from engine.document import Finding, Path
from engine.rules.rule import rule
from engine.rules.scene import RuleScene


@rule("empty-encounter", "hint", "An encounter in which nobody appears")
def empty_encounter(scene: RuleScene) -> Iterator[Finding]:
    """A new encounter plays, but there is nothing to win; the other rules about its end wait for its first actor."""
    if scene.view.encounter_file and not scene.has_actors:
        yield scene.finding(
            "Nobody appears in this encounter yet, so there is nothing to win. Add a party member and a wave.",
            Path(scene.view.encounter_file),
        )
