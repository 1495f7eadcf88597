"""Who a process is: its number, when it started and on which computer, since numbers are given out again."""

import functools
import os
import socket
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class ProcessMark:
    """One process for good: `start` says when it began, in the words of the system that it ran on; "" if unknown."""

    pid: int
    start: str
    host: str

    @property
    def is_alive(self) -> bool:
        """Whether that very process still runs; taken to be so where it can't be known, as on another computer."""
        if self.host != socket.gethostname():
            return True
        if not _exists(self.pid):
            return False
        now = _start_of(self.pid)
        return not (self.start and now) or self.start == now


def own_mark() -> ProcessMark:
    """The mark of this process."""
    return _mark_of(os.getpid())


@functools.cache
def _mark_of(pid: int) -> ProcessMark:
    return ProcessMark(pid, _start_of(pid), socket.gethostname())


def _exists(pid: int) -> bool:
    if pid <= 0:
        return False
    if os.name != "posix":
        return True
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _start_of(pid: int) -> str:
    """The boot of the computer and the clock tick at which a process began; "" where the system doesn't tell."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        # The name in brackets may hold anything, so counting begins behind it.
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return ""
    return f"{boot}:{fields[19]}" if len(fields) > 19 else ""
