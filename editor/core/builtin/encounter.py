"""Encounter: parts that come linked, starters, links of the selection, and a trial."""

from functools import partial

from editor.core.actions import Action
from editor.core.editor import Editor
from editor.core.encounters.authoring import begin_with
from editor.core.encounters.starters import STARTERS


def actions(editor: Editor) -> list[Action]:
    """The actions of the Encounter menu beside those that add one part."""
    return [
        *(
            Action(
                f"encounter.begin_{starter.id}", f"Add what {starter.title} needs",
                partial(begin_with, editor, starter), "", "has_encounter and not active and hostile", "sword",
                "Encounter/2",
                description=starter.text, words="wave starter template",
            )
            for starter in STARTERS
        ),
        Action(
            "encounter.try", "Try the encounter", editor.trials.start, "Ctrl+Shift+F5",
            "has_encounter and no_errors and not trying", "gauge", "Encounter/3",
            description="The autopilot plays it to its end beside the window; the board shows when each part came.",
            words="measure run simulate beats",
        ),
        Action(
            "encounter.stop_trying", "Give the trial up", editor.trials.cancel, "", "trying", "x", "Encounter/3",
            description="End the trial that goes on; the beats of the last one stay.",
        ),
    ]  # fmt: skip
