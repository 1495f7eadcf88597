"""The tutorial as a page to read: the same steps, with the keys in force and pictures of the window."""

from typing import TYPE_CHECKING

from editor.core.tutorial.step import with_keys
from editor.core.tutorial.steps import CLOSING, STEPS

if TYPE_CHECKING:
    from editor.core.actions.registry import ActionRegistry

PICTURES = "images/first_encounter"
HEAD = """# A first encounter in ten minutes

From an empty field to a fight that is played, tuned and won. The program leads through the same steps: **Help, First
encounter** makes a project from the starter and puts a card beside the work, which sees when a step is done, outlines
the control that it speaks of, and says what a wrong turn needs. It can be left and taken up again at any time.
"""


def picture_of(step: str) -> str:
    """The file of a step's picture, as the page names it."""
    return f"{PICTURES}/{step}.png"


def first_encounter_page(actions: "ActionRegistry") -> str:
    """The whole page in Markdown; made by `astraweave handbook`, never by hand."""
    parts = [HEAD]
    for number, step in enumerate(STEPS, start=1):
        parts.append(f"## {number}. {step.title}\n\n{with_keys(step.text, actions)}\n")
        if step.has_picture:
            parts.append(f"![{step.title}]({picture_of(step.id)})\n")
    parts.append(f"## And then\n\n{' '.join(with_keys(text, actions) for text in CLOSING)}\n")
    parts.append("[Authoring](authoring.md) tells every gesture, key and filter term.\n")
    return "\n".join(parts)
