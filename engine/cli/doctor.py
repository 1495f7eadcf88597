"""astraweave doctor: what this installation has, what works, and what to do about what doesn't."""

import importlib
import importlib.metadata
import importlib.util
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any, cast

import typer

from engine.cli.console import ANSWER_IS_NO, print_json
from engine.resources import is_frozen

NAME = "doctor"
PACKAGES = ("PySide6-Essentials", "numba", "numpy", "pydantic", "pyqtgraph", "rtoml", "vispy", "zstandard")
MODULES = {"PySide6-Essentials": "PySide6"}
FONTS = {"Inter": "fontpkg-inter", "JetBrains Mono": "fontpkg-jetbrains-mono"}
# The picture is the window's business: whoever draws offers a module that prints {"ok": ..., "text": ...}.
GL_PROBE = "editor.viewport.probe"
PROBE_SECONDS = 30
OLDEST, NEWEST = (3, 11), (3, 13)


@dataclass(frozen=True)
class Check:
    """One line: what was looked at, whether it is ok, what was found or what to do."""

    name: str
    ok: bool
    text: str


def command(as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False) -> None:
    """Check versions, processor, kernel cache, OpenGL, fonts and folders; exit code 1 when something is not ok."""
    checks = list(all_checks())
    is_ok = all(check.ok for check in checks)
    if as_json:
        print_json({"ok": is_ok, "checks": [asdict(check) for check in checks]})
    else:
        for check in checks:
            typer.echo(f"{'ok    ' if check.ok else 'NOT OK'}  {check.name}: {check.text}")
    if not is_ok:
        raise typer.Exit(ANSWER_IS_NO)


def all_checks() -> Iterator[Check]:
    """Every check, one after the other; one that raises is not ok and says why."""
    for check in (python, processor, packages, kernels, kernel_cache, opengl, fonts, recordings):
        try:
            found = check()
            yield from [found] if isinstance(found, Check) else found
        except Exception as error:
            yield Check(_name(check), False, f"{type(error).__name__}: {error}")


def _name(check: Callable[..., object]) -> str:
    return check.__name__.replace("_", " ")


def python() -> Check:
    """The interpreter's version."""
    here = sys.version_info[:2]
    text = f"{platform.python_version()} on {platform.platform()}"
    ok = OLDEST <= here <= NEWEST
    return Check("python", ok, text if ok else f"{text}; expected 3.11 to 3.13")


def processor() -> Check:
    """How many threads may run at once."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return Check("threads", True, f"{usable} usable of {os.cpu_count()} ({platform.machine()})")


def packages() -> list[Check]:
    """Versions of the libraries that do the work."""
    found: list[Check] = []
    for name in PACKAGES:
        try:
            found.append(Check(name, True, importlib.metadata.version(name)))
        except importlib.metadata.PackageNotFoundError:
            if importlib.util.find_spec(MODULES.get(name, name.replace("-", "_"))) is not None:
                found.append(Check(name, True, "comes with the program"))  # a frozen program carries no metadata
                continue
            found.append(Check(name, False, f"not installed; `pip install {name}` or `make setup`"))
    return found


def kernels() -> Check:
    """Whether compiled code runs, and gives what plain Python gives."""
    from engine.world import random
    from engine.world.kernel import is_plain, plain_twin

    if is_plain():
        return Check("kernels", True, "NUMBA_DISABLE_JIT is set: everything runs as plain Python, slowly")
    draw: Callable[..., float] = cast("Any", random).rand01
    compiled, plain = float(draw(7, 1, 2, 3)), float(plain_twin(draw)(7, 1, 2, 3))
    ok = compiled == plain
    return Check(
        "kernels", ok, "compiled code agrees with Python" if ok else f"{compiled} is not {plain}; please report"
    )


def kernel_cache() -> Check:
    """Where kernels are kept, and whether that can be written."""
    from engine.world.compiler.cache import cache_folder

    folder = cache_folder()
    if not _is_writable(folder):
        text = (
            f"{folder} can't be written; kernels are compiled anew at each start. Set ASTRAWEAVE_CACHE_DIR elsewhere."
        )
        return Check("kernel cache", False, text)
    files = list(folder.rglob("*.nbc"))
    size = sum(file.stat().st_size for file in files)
    return Check("kernel cache", True, f"{folder}: {len(files)} kernels, {size / 1e6:.1f} MB")


def opengl() -> Check:
    """Whether a picture can be drawn: asked in a process of its own, since a broken driver may end it."""
    if importlib.util.find_spec(GL_PROBE.partition(".")[0]) is None or importlib.util.find_spec(GL_PROBE) is None:
        return Check("OpenGL", True, "n/a: this installation has no viewport")
    if is_frozen():  # the program is no interpreter that could run a module
        facts = importlib.import_module(GL_PROBE).answer()
        return Check("OpenGL", bool(facts["ok"]), str(facts["text"]))
    try:
        done = subprocess.run(
            [sys.executable, "-m", GL_PROBE], capture_output=True, text=True, timeout=PROBE_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return Check("OpenGL", False, f"the driver gave no answer in {PROBE_SECONDS} s; panels without 3D still work")
    try:
        facts = json.loads(done.stdout)
        return Check("OpenGL", bool(facts["ok"]), str(facts["text"]))
    except (ValueError, KeyError):
        return Check("OpenGL", False, f"the probe ended with code {done.returncode}: {done.stderr.strip()[-200:]}")


def fonts() -> list[Check]:
    """The two typefaces that the window is set in."""
    found: list[Check] = []
    for name, package in FONTS.items():
        is_there = importlib.util.find_spec(package.replace("-", "_")) is not None
        found.append(Check(f"font {name}", is_there, package if is_there else f"missing; `pip install {package}`"))
    return found


def recordings_folder() -> Path:
    """Where recordings are kept unless another place is named."""
    import platformdirs

    return platformdirs.user_data_path("astraweave", appauthor=False) / "recordings"


def recordings() -> Check:
    """Whether recordings can be kept."""
    folder = recordings_folder()
    ok = _is_writable(folder)
    return Check("recordings", ok, str(folder) if ok else f"{folder} can't be written; free some space or its rights")


def _is_writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
