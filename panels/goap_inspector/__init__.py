"""Why does this agent do what it does?"""

from editor.api import PanelSpec

PANEL = PanelSpec(
    id="goap_inspector",
    title="Why",
    question="Why does this agent do what it does?",
    icon="question",
    model="model:WhyModel",
    view="view:WhyView",
    dock="right",
    workspaces=("Play",),
    leads=("Play",),
    help=(
        "Play, then select an agent. The first two lines say what it does and for which goal; below the rows stands "
        "what is out of the ordinary: it waits for its turn to plan, a search stopped at its limit, "
        "or no goal has a plan.\n\n"
        "Strip: what it pursued (colours, as beside the goals) and did (marks and words) over the last ticks. Click or "
        "drag to have any of them explained, or walk there with the arrows, Page Up and Page Down going to the next "
        "change. The wheel shows more or fewer ticks. Esc or Live comes back; Go to this tick puts the run there.\n\n"
        "Ask why not: type an action, or click one that was rejected. The answer names the preconditions that do not "
        "hold, what a plan with it would cost, or that the agent does not have it, which a click changes.\n\n"
        "Goals are ranked by score; the first one that has a plan is pursued. Click one to see how its score is made "
        "up and what it misses. Rows keep their places while the mouse is over them.\n\n"
        "Costs and weights are changed in their rows, by a click or F2; Delete or the arrow "
        "gives the old one back. Each change is one entry of the history. A game that plays takes it over with the "
        "next tick, and while it is paused the panel shows at once what that tick decides.\n\n"
        "Pin this tick as a test: from then on it is checked that this agent, believing the same, decides the same. "
        "Pins that differ stand first, and in Problems.\n\n"
        "Goals overlay: what each agent does and for which goal, over the picture.\n\n"
        "The line at the foot says what planning did in this tick; n/a was not measured."
    ),
)
