"""The encounter board: what sets what off, how much it weighs, and when each part came in a trial."""

from editor.api import PanelSpec

PANEL = PanelSpec(
    id="encounter",
    title="Encounter",
    question="What happens in this encounter, what sets it off, and when does it come?",
    icon="sword",
    model="model:EncounterModel",
    view="view:EncounterView",
    dock="bottom",
    workspaces=("Author",),
    order=35,
    help=(
        "Each row is a part of the encounter, below what sets it off. A click selects it; its numbers stand in the "
        "inspector, its area in the viewport. The buttons add a part that is linked to the selected row at once: a "
        "wave to a trigger or to the wave before, a line to whatever it should be said at.\n\n"
        "Drag a row onto another one to let that one set it off; onto the first row to let it begin with the "
        "encounter; between two rows to give it that place. A marked row says what is wrong and offers the repair.\n\n"
        "Try it plays the encounter to its end by the autopilot, beside the window. The time axis then shows when each "
        "part was called, came, was beaten, met or said. Click a mark to select its part and to play from there. After "
        "an edit the marks are out of date and say so.\n\n"
        "Threat is the root of health times damage a second, summed over all enemies: a side of the same sum is an "
        "even match. A budget above 0 makes it a rule."
    ),
)
