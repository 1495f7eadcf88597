"""The greatest memory that this program ever held, for tests that bound it; on Linux only."""

from pathlib import Path


def peak_mib() -> int:
    """Peak of resident memory [MiB]; that of getrusage begins with the peak of whoever started the program."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) // 1024
