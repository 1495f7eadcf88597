"""Time travel: step back, play again, take over, branch here or some seconds before the end."""

from editor.core.actions.registry import Action
from editor.core.editor import Editor
from editor.core.play.starting.from_here import player_of

BACK_TICKS = 300
"""How long before the end of a run, or the fall that lost it, another choice is tried: five seconds."""
FALL_TICKS = 1200
"""A player's fall this long before a defeat has led to it."""


def actions(editor: Editor) -> list[Action]:
    """The actions of the Play menu that move through a run."""
    play = editor.play

    def say(why_not: str) -> None:
        if why_not:
            editor.status(why_not)

    def step_back() -> None:
        say(play.seek((play.tick or 0) - 1))

    def branch() -> None:
        say(play.branches.branch())

    def branch_before() -> None:
        why_not = play.seek(max(0, turning_point(editor) - BACK_TICKS))
        say(why_not or play.branches.branch())

    return [
        Action(
            "play.step_back", "Step back one tick", step_back, "Shift+F7", "active and not preparing and begun",
            "caret-left", "Play/2", "", "Put the run to the tick before, and hold it there.",
        ),
        Action(
            "play.replay", "Play again as it was", play.replay, "Shift+F6",
            "active and not preparing and past and not replaying", "repeat", "Play/2", "",
            "Play the recorded ticks again; keys and mouse count for nothing until you take over.",
        ),
        Action(
            "play.take_over", "Take over from here", play.take_over, "", "replaying", "hand-grabbing", "Play/2", "",
            "Play on with your own hands; the run so far stays as a branch once you do something else.",
        ),
        Action(
            "play.branch", "Branch here", branch, "Ctrl+Alt+B", "active and not preparing", "git-branch", "Play/2",
            "", "Keep the run with its future under its name, and go on from this tick as another one.",
        ),
        Action(
            "play.branch_before", "Branch 5 s before the end", branch_before, "", "active and not preparing and begun",
            "arrow-bend-up-left", "Play/2", "",
            "Keep the run, go back to five seconds before its last tick, or before the player's fall that lost it.",
        ),
        Action(
            "play.chance", "Chance to win", editor.chance.switch, "", "", "chart-line", "Play/2", "",
            "Show in the timeline how many futures of each tick are won, played beside the window.",
            checked=lambda: editor.chance.is_on, words="win rate futures evaluation odds turning point",
        ),
    ]  # fmt: skip


def turning_point(editor: Editor) -> int:
    """The last tick of the run, or the one at which the player fell where that is why it was lost."""
    play = editor.play
    if play.history is None or play.chronicle is None:
        return 0
    end, player = play.history.end, player_of(play.session)
    if play.chronicle.outcome != "defeat":
        return end
    near = play.chronicle.between(end - FALL_TICKS, end)
    return next((mark.tick for mark in reversed(near) if mark.kind == "downed" and mark.entity == player), end)
