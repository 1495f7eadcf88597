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
        "Play, then select an agent. Its goals are ranked by score; the first one that has a plan is pursued. "
        "Every other action says which precondition failed, or what its best plan would have cost."
    ),
)
