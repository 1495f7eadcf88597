"""The setting physics.threads: how many threads a large crowd is stepped on, and who may say so.

In this order: `--threads` or whoever makes the session, the environment variable, the project. Results never depend on
it, so all of them may be changed at any time.
"""

import os
from collections.abc import Mapping

VARIABLE = "ASTRAWEAVE_PHYSICS_THREADS"
AUTOMATIC = -1
"""As many as help on this machine."""
MOST = 64
MOST_AUTOMATIC = 4  # more seldom help below 100,000 people, and a game has other work for the cores


def usable_cores() -> int:
    """Cores that this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def automatic_threads() -> int:
    """Threads that -1 stands for on this machine: up to 4, never more than there are cores; serial on one core."""
    threads = min(usable_cores(), MOST_AUTOMATIC)
    return threads if threads > 1 else 0


def threads_of(project: int, environment: Mapping[str, str] = os.environ) -> int:
    """Threads by the environment's word, or else by the project's; 0 is serial.

    ValueError, with a sentence for the user, when the environment variable is no number that is allowed.
    """
    text = environment.get(VARIABLE, "").strip()
    asked = project
    if text:
        try:
            asked = int(text)
        except ValueError:
            asked = MOST + 1
        if not AUTOMATIC <= asked <= MOST:
            raise ValueError(
                f"{VARIABLE} is {text!r}; expected a number from {AUTOMATIC} (automatic) or 0 (serial) to {MOST}"
            )
    return automatic_threads() if asked == AUTOMATIC else asked


def preferred_threads(setting: int, asked: int) -> int:
    """A user's setting before what the project asks for, but not before the environment; -1 has no preference."""
    return asked if setting < 0 or os.environ.get(VARIABLE, "").strip() else setting
