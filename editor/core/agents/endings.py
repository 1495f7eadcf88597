"""Why access comes to an end in the window, as agents are told: a person said so, the project went, or it broke."""

from typing import Literal

from engine.llm.agents.ending import STOPPED, Ending

Why = Literal["cut off", "closed", "moved", "stopped"]
AGAIN = "a person who lets agents connect again, which gives another address and token"
ENDINGS: dict[Why, Ending] = {
    "cut off": Ending("a person has cut agents off in the editor", AGAIN),
    "closed": Ending("the project is being closed in the editor", f"the project to be opened again, and {AGAIN}"),
    "moved": Ending("the project lies in another folder now", AGAIN),
    "stopped": STOPPED,
}
