"""What does physics cost, tick by tick and stage by stage?"""

from editor.api import PanelSpec

PANEL = PanelSpec(
    id="physics_profiler",
    title="Physics",
    question="What does physics cost, and which stage is to blame?",
    icon="atom",
    model="model:PhysicsProfilerModel",
    view="view:PhysicsProfilerView",
    dock="bottom",
    workspaces=("Author", "Profile"),
    help=(
        "Each bar is one tick of the running copy, its stages stacked in the order of the table. "
        "Only ticks that ran while the panel was open were measured; nothing here is an estimate."
    ),
)
