"""Starts the program in a process of its own and reads what it measured of itself."""

import json
import os
import subprocess
import sys
from typing import Any

from engine.benchmarks.benchmark import Unavailable
from engine.resources import program_command, samples_folder

PATIENCE_S = 240.0


def window_run(*options: str) -> dict[str, Any]:
    """Open Veilweaver in a window, quit, and give the summary that `astraweave edit --json` prints.

    Without a display the window opens on Qt's offscreen screen. Unavailable when the run fails, with its last words.
    """
    done = subprocess.run(
        [*program_command(), "edit", str(samples_folder() / "veilweaver"), *options, "--quit", "--json"],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    if done.returncode:
        said = [line.strip("│ ") for line in done.stderr.splitlines() if any(letter.isalpha() for letter in line)]
        raise Unavailable(said[-1] if said else f"the window ended with exit code {done.returncode} and no word")
    return json.loads(done.stdout)
