"""Sentences about chunks as the views show them."""

from editor.ui.api import tr
from panels.streaming_diagnostics.chunks import BLENDING, STATES, TITLES, MapChunks
from panels.streaming_diagnostics.figures import key_text, size

WHAT = {
    "requested": "Asked for",
    "cancelled": "No longer wanted",
    "started": "Taken up by a worker",
    "generated": "Made",
    "read": "Read from the disk",
    "uploaded": "Sent to the card",
    "blended": "Blended in",
    "evicted": "Dropped from memory",
    "failed": "Failed",
    "late": "Came too late",
}
"""Events of a chunk's history as they are told."""


def chunk_line(chunks: MapChunks, index: int) -> str:
    """Everything about one chunk in a line: key, side, state, bytes."""
    return f"{key_text(chunks.key(index))}, {chunk_facts(chunks, index)}"


def chunk_facts(chunks: MapChunks, index: int) -> str:
    """Side, state and bytes of one chunk."""
    state = int(chunks.state[index])
    word = tr(TITLES[STATES[state]])
    if state == BLENDING:
        word = f"{word} {chunks.blend[index] * 100:.0f} %"
    nbytes = int(chunks.nbytes[index])
    told = size(nbytes) if nbytes else tr("nothing in memory")
    return f"{chunks.side_m[index]:,.0f} m, {word.lower()}, {told}"
