"""Play from here: where the picture looks, at the selected beat; and play as somebody else."""

from editor.core.actions.registry import Action
from editor.core.editor import Editor
from editor.core.play.starting.from_here import (
    beat_of,
    last_start,
    play_from,
    play_from_last,
    player_of,
    possess,
    possess_next,
)


def actions(editor: Editor) -> list[Action]:
    """The actions of the Play menu that choose where and as whom to play."""

    def at_spot() -> None:
        x, _y, z = editor.tools.spot
        play_from(editor, (x, z))

    def again() -> str:
        where = last_start(editor)
        return f"Play from {where} again" if where else "Play from there again"

    return [
        Action(
            "play.from_here", "Play from the middle of the picture", at_spot, "Ctrl+Alt+F5",
            "has_scene and not in_prefab and not preparing and no_errors", "map-pin", "Play/1b",
            description="The party begins at the ground in the middle of the picture; the menu of the picture's right "
            "button begins at a point.",
        ),
        Action(
            "play.from_beat", "Play from the selected part", lambda: play_from(editor, beat=beat_of(editor)),
            "Ctrl+Alt+Shift+F5", "has_scene and not in_prefab and not preparing and beat and no_errors", "flag",
            "Play/1b",
            description="Begin at an objective, trigger or wave; what comes before it counts as met.",
        ),
        Action(
            "play.from_last", "Play from there again", lambda: play_from_last(editor), "Alt+Shift+F5",
            "has_scene and not preparing and begun_elsewhere and no_errors", "arrow-bend-up-right", "Play/1b",
            description="Begin where the last run of this scene began that did not begin at the start.",
            title_now=again, words="last place remember",
        ),
        Action(
            "play.possess", "Play as the selected one", lambda: possess(editor, editor.selection.ids[0]), "",
            "active and not preparing and not ended and has_one", "user-focus", "Play/3",
            description="Your hands move the selected member of the party; who was played before plans again.",
            checked=lambda: editor.selection.ids == (player_of(editor.play.session),),
        ),
        Action(
            "play.possess_next", "Play as the next of the party", lambda: possess_next(editor), "F3",
            "active and not preparing and not ended", "users", "Play/3",
            description="Your hands move the next member of the party.",
        ),
    ]  # fmt: skip
