"""Play: who leads a side beside its own minds, and whether companions speak."""

from functools import partial

from editor.core.actions.registry import Action
from editor.core.editor import Editor

SIDES = {"off": "nobody", "party": "the party", "enemies": "the enemies"}


def actions(editor: Editor) -> list[Action]:
    """The switches of the Play menu; they are settings, so they stay for the next run."""
    settings = editor.settings

    def direct(side: str) -> None:
        settings.set("play.director", side)

    def banter() -> None:
        settings.set("play.banter", not settings.play.banter)

    sides = [
        Action(
            f"play.director_{side}", f"Director: {words}", partial(direct, side), "", "", "megaphone-simple", "Play/3",
            description="Who is asked by Settings > Assistant gives this side orders while a copy plays.",
            checked=lambda side=side: settings.play.director == side, words="model assistant orders tactics",
        )
        for side, words in SIDES.items()
    ]  # fmt: skip
    return [
        *sides,
        Action(
            "play.banter", "Companions speak", banter, "", "", "chat-circle-dots", "Play/3",
            description="Now and then one of them says a line that who is asked by Settings > Assistant has written.",
            checked=lambda: settings.play.banter, words="banter dialogue model assistant",
        ),
    ]  # fmt: skip
