"""What does the editor itself spend its frames on?"""

from editor.api import PanelSpec

PANEL = PanelSpec(
    id="frame_profiler",
    title="Frames",
    question="What does the editor itself spend its frames on, and why was one slow?",
    icon="gauge",
    model="model:FrameProfilerModel",
    view="view:FrameProfilerView",
    dock="bottom",
    workspaces=("Profile",),
    leads=("Profile",),
    help=(
        "A frame is one turn of the window's loop: from waking up until it waits again. Each bar is a frame, its parts "
        "stacked: input, the game's ticks, the picture, panels, Qt's painting, and the rest. A part's time is its own, "
        "without that of the zones inside it, so that the parts add up to the whole.\n\n"
        "Frames are measured while the panel is seen, and cost nothing when it is not. Turns under 0.25 ms "
        "that painted nothing are left out."
    ),
)
