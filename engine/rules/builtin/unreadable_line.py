"""A line that nobody says, that says nothing, or that is gone before it can be read."""

import math
from collections.abc import Iterator

from engine.document import Finding
from engine.document.wording import number_words
from engine.rules.rule import rule
from engine.rules.scene import RuleScene
from engine.schema.components.line import Line

CHARACTERS_PER_SECOND = 17
"""Reading speed that subtitles for adults keep to (Netflix timed text style guide: 17 to 20)."""
STEP_S = 0.5


@rule("unreadable-line", "warning", "A line that can't be read")
def unreadable_line(scene: RuleScene) -> Iterator[Finding]:
    """A subtitle needs a speaker, words, and enough time: 17 characters a second are as much as people read."""
    for entity, line in scene.with_component(Line):
        if not line.text.strip():
            yield scene.finding(f"{entity.name} says nothing. Write what is said.", entity, "line", "text")
        if not line.speaker:
            yield scene.finding(f"{entity.name}: nobody says it. Choose a speaker.", entity, "line", "speaker")
        needed = math.ceil(len(line.text) / CHARACTERS_PER_SECOND / STEP_S) * STEP_S
        if len(line.text) > CHARACTERS_PER_SECOND * line.seconds:
            yield scene.finding(
                f"{entity.name}: {len(line.text)} characters are gone after {number_words(line.seconds)} s; people "
                f"read {CHARACTERS_PER_SECOND} a second. Show it for {number_words(needed)} s, or say it shorter.",
                entity,
                "line",
                "seconds",
                fix=(scene.set(entity, "line", "seconds", needed),),
                fix_title=f"Show it for {number_words(needed)} s",
            )
