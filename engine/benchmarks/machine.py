"""Which machine, which program: what a measured number has to be read with."""

import hashlib
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any


@lru_cache(maxsize=1)
def machine_facts() -> dict[str, Any]:
    """Hardware, system and library versions of this process; `hardware_id` is the same for the same kind of machine."""
    model, cores = _cpu_model(), os.cpu_count() or 1
    memory = _memory_gib()
    label = f"{model}, {cores} cores" + (f", {memory} GiB" if memory else "")
    return {
        "hardware_id": hashlib.sha256(f"{label} {platform.machine()}".encode()).hexdigest()[:12],
        "hardware_label": label,
        "cores": cores,
        "system": platform.platform(),
        "python": platform.python_version(),
        "numpy": version("numpy"),
        "numba": version("numba"),
    }


def measured_here() -> dict[str, str]:
    """Machine, version of the program and time, as a capture that is taken now names them; "" for what is unknown."""
    try:
        program = version("astraweave-editor")
    except PackageNotFoundError:
        program = ""
    taken = datetime.now(UTC).isoformat(timespec="seconds")
    return {"machine": str(machine_facts()["hardware_label"]), "version": program, "taken": taken}


def machine_now() -> dict[str, Any]:
    """The facts and how busy the machine is: the one-minute load average, None where there is none."""
    try:
        load: float | None = round(os.getloadavg()[0], 2)
    except (AttributeError, OSError):
        load = None
    return {**machine_facts(), "load_1m": load}


@lru_cache(maxsize=1)
def source_facts() -> dict[str, Any]:
    """git_sha, branch and git_dirty of the source tree; without git what a forge's runner names, else None."""
    root = Path(__file__).resolve().parents[2]
    sha, branch = _git(root, "rev-parse", "HEAD"), _git(root, "rev-parse", "--abbrev-ref", "HEAD")
    branch = None if branch == "HEAD" else branch  # what git calls a checkout of no branch
    sha, branch = sha or os.environ.get("GITHUB_SHA"), branch or os.environ.get("GITHUB_REF_NAME")
    changes = _git(root, "status", "--porcelain", "--untracked-files=no")
    return {"git_sha": sha, "branch": branch, "git_dirty": None if changes is None else bool(changes)}


def _git(root: Path, *arguments: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, text=True, timeout=10, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def _cpu_model() -> str:
    if sys.platform.startswith("linux"):
        try:
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
                if line.startswith("model name"):
                    return line.partition(":")[2].strip()
        except OSError:
            pass
    return platform.processor() or platform.machine()


def _memory_gib() -> int | None:
    try:
        return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)
    except (AttributeError, ValueError, OSError):
        return None
