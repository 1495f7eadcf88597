"""How many cores there are to play on."""

import os


def cores() -> int:
    """Cores that this process may use; those of the machine where the system can't tell."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
