"""Runs a soak in a process of its own, starts it once more when it hangs, and makes the report."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from editor.soak.hang_watch import HUNG
from editor.soak.report import STACKS, Part
from engine.resources import program_command

RESTARTS = 1
LEAST_S = 1.0
"""A rest shorter than this is not worth a restart."""
SLACK_S = 240.0
"""How much longer than its time a process may take to start, compile and end before it is killed."""


@dataclass(frozen=True)
class SoakOrder:
    """What to soak: the words of the hidden verb that runs it, and for how long."""

    folder: Path
    seconds: float
    words: Sequence[str]
    once: Sequence[str] = ()
    """Further words for the first process alone."""
    environment: dict[str, str] = field(default_factory=dict[str, str])


def supervise(order: SoakOrder, say: Callable[[str], object] = lambda _text: None) -> tuple[Part, ...]:
    """Run it to its end; one process, or two when the first hung. Each writes into its own folder below the order's."""
    parts: list[Part] = []
    left = order.seconds
    while True:
        folder = order.folder / str(len(parts))
        began = time.monotonic()
        code = _run(order, folder, left, order.words if parts else (*order.words, *order.once))
        is_hung = code == HUNG
        parts.append(Part(folder, code, is_hung))
        left -= time.monotonic() - began
        if not is_hung or len(parts) > RESTARTS or left < LEAST_S:
            return tuple(parts)
        say(f"the process hung; its stacks are in {folder / STACKS}. It is started once more.")


def _run(order: SoakOrder, folder: Path, seconds: float, words: Sequence[str]) -> int:
    command = [*program_command(), "soak-run", str(folder), *words, "--seconds", f"{seconds:.1f}"]
    environment: dict[str, Any] = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | order.environment
    try:
        done = subprocess.run(command, env=environment, timeout=seconds + SLACK_S, check=False)
    except subprocess.TimeoutExpired:
        return HUNG
    return done.returncode
