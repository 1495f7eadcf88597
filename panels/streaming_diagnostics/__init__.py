"""Does the ground stream fast enough, and what would make it?"""

from editor.api import PanelSpec

PANEL = PanelSpec(
    id="streaming_diagnostics",
    title="Streaming",
    question="Does the ground stream fast enough, and what holds it up?",
    icon="map-trifold",
    model="model:StreamingModel",
    view="view:StreamingView",
    dock="bottom",
    workspaces=("Profile",),
    help=(
        "The light says whether streaming keeps up: every chunk that the view asks for is loaded, some are still to "
        "come, or the queue does not become shorter.\n\n"
        "Map: a square is a chunk, its colour its level, its shape its state; the legend counts them. The arrow is the "
        "camera, the pale cone what it sees, the dashed one where chunks are fetched. Wheel, plus and minus zoom, "
        "a drag or Shift with arrows moves, Home shows everything, F follows the camera. Click a chunk, or walk there "
        "with the arrows, Page Up and Page Down being the coarser and the finer one, for its history; one that failed "
        "says why, and can be tried again.\n\n"
        "Plots: one frame after the other, measured while the panel is seen. Times are CPU time of the main thread; "
        "bytes are counted; making a chunk is told by upper edges of a histogram. n/a was not measured.\n\n"
        "Hitches: frames in which streaming took more than 2 ms, by part. A row marks its frame.\n\n"
        "Settings: what a slider does is on the map at once; a drag is one entry of the history, Ctrl+Z takes it back. "
        "A memory budget that the view does not fit into is refused, with the one that would do.\n\n"
        "Runs: record the camera's path with all numbers, export it, and fly the same path again with other settings: "
        "both are flown anew, one after the other, in real time, with empty caches. A difference is named where it "
        "is larger than two flights with the same settings differ by.\n\n"
        "Shift+F10 shows the figures over the running game."
    ),
)
