"""How much streaming does in one frame: counts of chunks, and shares of the frame's time."""

import sys
import time

FRAME_CLOCK = time.perf_counter if sys.platform == "win32" else time.thread_time
"""CPU time of the main thread [s]; Windows counts that in steps of 15.6 ms, so there it is the time of the wall."""
MOST_OFFERED = 24
"""Chunks on offer to the workers at a time: a few more than are taken in per frame."""
HOLE_OFFERED = 32
"""The same while there is a hole."""
MOST_ASKED = 32
HOLE_ASKED = 64
"""Chunks that are asked for in a frame while there is a hole; the roots come first, and these are all of them."""
FULL_SHARE = 0.35
"""Share of the frame's time after which what may wait is left to the next one."""
LEAST_UPLOADS = 10
UPLOAD_SHARE = 0.5
"""Share of the frame's time after which no more than LEAST_UPLOADS go in; the rest is for what is drawn."""
TAKEN_AT_ONCE = 4
MOST_TAKEN = 12
"""So many finished chunks are taken in per frame, unless a part of the view has nothing to show; others wait."""
TAKE_SHARE = 0.2
"""Share of the frame's time after which no further TAKEN_AT_ONCE finished chunks are taken in."""
COPY_S = 0.000_012
"""What a chunk costs whoever fills its slot [s of CPU time], which is in the frame's budget too."""
BRUSH_CHUNKS = 4
"""So many drawn chunks at most are made by the frame itself when an edit changed them."""
PAUSE_FRAMES = 6
MOST_DROPPED = 40
MANY_BEHIND = 32
"""While more than these are missing from the view, what lies ahead may wait."""
FAR_JOBS = 4
MOST_JOBS = 1024
