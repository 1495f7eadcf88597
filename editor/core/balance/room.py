"""Whether a machine has room for playtests beside the window."""

import os
import sys
from functools import cache
from pathlib import Path

LEAST_CORES, LEAST_MEMORY_GIB = 2, 4.0
"""From how large a machine on the badge is on by itself: its worker takes a core at low priority and 0.4 GiB."""


def has_room() -> bool:
    """Whether this machine has a core and the memory to spare."""
    return (os.cpu_count() or 1) >= LEAST_CORES and _memory_gib() >= LEAST_MEMORY_GIB


@cache
def _memory_gib() -> float:
    """All memory of this machine; where the system does not say, enough."""
    if sys.platform == "linux":
        try:
            words = Path("/proc/meminfo").read_text(encoding="ascii").split()
            return int(words[words.index("MemTotal:") + 1]) / 2**20
        except (OSError, ValueError, IndexError):
            return LEAST_MEMORY_GIB
    return LEAST_MEMORY_GIB
