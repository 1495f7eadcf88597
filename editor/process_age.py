"""How long this process had lived at a moment, so that the time to the first frame counts from its very start."""

import os
import time
from pathlib import Path


def age_before(moment: float) -> float:
    """Seconds from the start of the process to `moment` of `time.perf_counter`; 0.0 where the system does not tell."""
    try:
        fields = Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        started = int(fields[19]) / os.sysconf("SC_CLK_TCK")
        age = time.clock_gettime(time.CLOCK_BOOTTIME) - started
    except (OSError, AttributeError, ValueError, IndexError):
        return 0.0
    return max(0.0, age - (time.perf_counter() - moment))
