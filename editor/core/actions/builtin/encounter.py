"""Encounter: parts that come linked, starters, links of the selection, and a trial."""

from functools import partial

from editor.core.actions.registry import Action
from editor.core.editor import Editor
from editor.core.encounters.authoring import add_part, begin_with
from editor.core.encounters.starters import STARTERS

PARTS = {
    "trigger": (
        "trigger",
        "bounding-box",
        "An area that the party enters; after the selected objective, once it is met.",
    ),
    "spawn_group": (
        "wave",
        "waves",
        "Enemies that the selected trigger calls, or the next wave after the selected one.",
    ),
    "objective": ("objective", "flag-banner", "All enemies at first; then the selected area, group, or the next step."),
    "line": ("line", "chat-circle-text", "Words that are said when the selected part of the encounter happens."),
    "victory": ("victory", "trophy", "The selected objective wins, else all of them, else that every enemy is down."),
    "defeat": ("defeat", "x-square", "Lost when the whole party is down, or when the selected objective fails."),
}
"""What can be added with its links: by component what it is called, its glyph, and what it hangs on."""


def actions(editor: Editor) -> list[Action]:
    """The actions of the Encounter menu beside those that add one part."""
    return [
        *(
            Action(
                f"encounter.add_{component}", f"Add a linked {word}", partial(add_part, editor, component, word), "",
                "has_encounter and not active", glyph, description=text, words="board card part",
            )
            for component, (word, glyph, text) in PARTS.items()
        ),
        *(
            Action(
                f"encounter.begin_{starter.id}", f"Add what {starter.title} needs",
                partial(begin_with, editor, starter), "", "has_encounter and not active and hostile", "sword",
                "Encounter/3",
                description=starter.text, words="wave starter template",
            )
            for starter in STARTERS
        ),
        Action(
            "encounter.try", "Try the encounter", editor.trials.start, "Ctrl+Shift+F5",
            "has_encounter and no_errors and not trying", "gauge", "Encounter/4",
            description="The autopilot plays it to its end beside the window; the board shows when each part came.",
            words="measure run simulate beats",
        ),
        Action(
            "encounter.try_next", "Try with the next seed", partial(try_next, editor), "",
            "has_encounter and no_errors and not trying", "arrows-clockwise", "Encounter/4",
            description="Raise the seed of play by one and try again: what chance decides falls otherwise.",
            title_now=partial(_next_title, editor), words="another seed luck random dice",
        ),
        Action(
            "encounter.stop_trying", "Give the trial up", editor.trials.cancel, "", "trying", "x", "Encounter/4",
            description="End the trial that goes on; the beats of the last one stay.",
        ),
    ]  # fmt: skip


def try_next(editor: Editor) -> None:
    """Try the encounter with the seed after the present one, which stays that of play."""
    editor.settings.set("play.seed", editor.settings.play.seed + 1)
    editor.trials.start()


def _next_title(editor: Editor) -> str:
    return f"Try with seed {editor.settings.play.seed + 1}"
