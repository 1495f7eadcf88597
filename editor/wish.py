"""What the command line asks of the window, as data."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor.ui.shell.window import MainWindow


@dataclass
class Wish:
    """What the command line asks of the window.

    Without `quit_after` the window stays until the user closes it. `seconds` is how long a copy plays before
    pictures and telemetry are written, unless it plays `until_end`. `say` and `complain` get lines for the terminal.
    `attend` is called with the window before it does anything, and `leave` when it has done all.
    """

    project: Path | None = None
    trusted: bool | None = None
    scene: str | None = None
    encounter: str | None = None
    select: str | None = None
    play: bool = False
    whole_slice: bool = False
    autopilot: str | None = None
    populate: int = 0
    seed: int | None = None
    seconds: float = 0.0
    until_end: bool = False
    speed: float = 1.0
    screenshot: Path | None = None
    telemetry: Path | None = None
    quit_after: bool = False
    size: tuple[int, int] | None = None
    viewport: tuple[int, int] | None = None
    theme: str | None = None
    text_scale: int | None = None
    workspace: str | None = None
    measure: bool = False
    as_json: bool = False
    attend: "Callable[[MainWindow], object]" = field(default=lambda _window: None)
    leave: "Callable[[MainWindow], object]" = field(default=lambda _window: None)
    say: Callable[[str], object] = field(default=lambda _text: None)
    complain: Callable[[str], object] = field(default=lambda _text: None)
