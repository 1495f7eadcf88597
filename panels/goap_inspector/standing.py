"""What stands in the panel when there is nothing to explain: the fact, the gain, and the action that helps."""

from dataclasses import dataclass
from typing import Literal

Standing = Literal["ready", "no_scene", "stopped", "preparing", "nothing_selected", "not_in_play", "no_agent"]


@dataclass(frozen=True)
class Empty:
    """A title that states the fact, a sentence that states the gain, and perhaps an action of the editor."""

    title: str
    text: str
    action: str = ""
    action_id: str = ""


FIRST_AGENT = "first agent"
"""Stands for an action's id: show the first one of the list."""

EMPTY: dict[Standing, Empty] = {
    "no_scene": Empty(
        "No scene is open",
        "Open a project; while it plays, each agent's reasons are shown here.",
        "Open a project…",
        "file.open",
    ),
    "stopped": Empty(
        "Nothing is playing",
        "Play, and this shows what the selected agent knows, wants and decides.",
        "Play",
        "play.start",
    ),
    "preparing": Empty("Getting ready to play", "The reasons are here as soon as the first tick has run."),
    "nothing_selected": Empty(
        "No agent is selected",
        "Select one in the viewport or the outliner, or choose one from the list above.",
        "Show the first agent",
        FIRST_AGENT,
    ),
    "not_in_play": Empty(
        "The selection is not in play",
        "Only actors have reasons. Select one, or choose one from the list above.",
        "Show the first agent",
        FIRST_AGENT,
    ),
    "no_agent": Empty(
        "The selection does not plan",
        "It has no agent component. Select somebody who has, or choose from the list above.",
        "Show the first agent",
        FIRST_AGENT,
    ),
}
