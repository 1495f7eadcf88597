"""Flies a path in a process of its own, so that the window and its garbage take no time of what is measured."""

import json
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path as FilePath
from typing import Any

from engine.resources import program_command
from engine.terrain.landscape import Landscape
from engine.terrain.streaming.config import StreamingConfig
from panels.streaming_diagnostics.replay import Figure, figures, replay
from panels.streaming_diagnostics.run import Run
from panels.streaming_diagnostics.run_file import load, save

VERB = "fly-again"
TOLD_EVERY = 6


class FlightError(Exception):
    """A flight that ended without figures; the message says why."""


def fly(
    run: Run, config: StreamingConfig, told: Callable[[int], None], cancelled: Callable[[], bool]
) -> list[Figure] | None:
    """The figures of a path flown with some settings, in another process; None when cancelled.

    Raises FlightError with what the process said when it failed.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = save(replace(run, config=config), FilePath(folder) / "run.json")
        command = [*program_command(), VERB, str(file)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            try:
                found = _listen(process, told, cancelled)
            finally:
                if process.poll() is None:
                    process.kill()
            if found is None and not cancelled():
                said = process.stderr.read().strip().splitlines() if process.stderr is not None else []
                raise FlightError(said[-1] if said else f"the flight ended with code {process.wait()}")
    return found


def serve(path: FilePath, tell: Callable[[str], None]) -> None:
    """What the process does: fly the path of a file with its settings; a line with the frames flown, then the figures.

    Raises CaptureError when the file holds no run.
    """
    run = load(path)
    ground = Landscape(run.ground)
    views = run.viewpoints()
    config = run.config.scaled(run.config.software_scale) if run.origin.is_software else run.config
    # Compiled code is loaded before the clock runs: it is loaded once in a session, whatever the settings.
    replay(ground, config, views[:1] * 20)
    samples = replay(ground, config, views, told=lambda frames: frames % TOLD_EVERY or tell(json.dumps(frames)))
    tell(json.dumps([vars(figure) for figure in figures(samples)]))


def _listen(
    process: "subprocess.Popen[str]", told: Callable[[int], None], cancelled: Callable[[], bool]
) -> list[Figure] | None:
    for line in _lines(process):
        if cancelled():
            return None
        said = json.loads(line)
        if isinstance(said, int):
            told(said)
        else:
            return [Figure(**figure) for figure in said]
    return None


def _lines(process: "subprocess.Popen[str]") -> Iterator[Any]:
    assert process.stdout is not None
    yield from process.stdout
