"""The first encounter: a card at the side that leads through the making of a fight, and waits for each step."""

from editor.api import PanelSpec

PANEL = PanelSpec(
    id="tutorial",
    title="First encounter",
    question="How is an encounter made, from an empty field to a fight that is won?",
    icon="graduation-cap",
    model="model:TutorialModel",
    view="view:TutorialView",
    dock="left",
    workspaces=(),
    order=96,
    help="Do what the card says; it sees when it is done. Show me outlines the control in the window, Skip goes on "
    "without, and closing the panel keeps the place for another time.",
)
