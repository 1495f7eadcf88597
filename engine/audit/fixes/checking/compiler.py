"""Asks cargo about a crate, or rustc about a file that no crate holds; nothing is fetched, and nothing left behind."""

import contextlib
import json
import os
import shutil
import subprocess
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from typing import Any, cast

from engine.audit.fixes.checking.verdict import Complaint, Span, Verdict
from engine.audit.fixes.crate import Crate
from engine.whole_file import write_whole

LOCK = "Cargo.lock"
LONGEST = 600.0
"""Seconds after which a compiler is stopped."""


def compile_crate(crate: Crate, file: Path, build: Path, options: Sequence[str]) -> Verdict:
    """Check the whole crate with cargo, or the file alone with rustc where it belongs to none.

    `build` is a folder of our own for what the compiler writes, so that nobody's target folder is locked or changed.
    """
    name = "rustc" if crate.folder is None else "cargo"
    if shutil.which(name) is None:
        return Verdict("not compiled", f"{name} is not on this machine")
    try:
        return _rustc(file, build) if crate.folder is None else _cargo(crate.folder, build, options)
    except subprocess.TimeoutExpired:
        return Verdict("not compiled", f"{name} took more than {LONGEST:.0f} s")
    except OSError as error:
        return Verdict("not compiled", f"{name} could not be started: {error.strerror or error}")


def _cargo(folder: Path, build: Path, options: Sequence[str]) -> Verdict:
    command = ["cargo", "check", "--offline", "--quiet", "--keep-going", "--message-format=json", *options]
    with _lock_kept(folder):
        done = _run([*command, "--target-dir", str(build)], folder)
    messages = [each["message"] for each in _objects(done.stdout) if each.get("reason") == "compiler-message"]
    complaints = tuple(_complaint(each, folder) for each in messages if each.get("level") == "error")
    how = " ".join(["cargo check", *options])
    if done.returncode == 0:
        return Verdict("compiled", how)
    if not complaints:
        words = " ".join(done.stderr.decode("utf-8", "replace").split())
        return Verdict("not compiled", f"cargo can't build it here: {words[:400]}")
    return Verdict("failed", how, complaints)


def _rustc(file: Path, build: Path) -> Verdict:
    build.mkdir(parents=True, exist_ok=True)
    command = ["rustc", "--edition=2021", "--crate-type=lib", "--crate-name=audited", "--emit=metadata"]
    done = _run([*command, "--error-format=json", "--out-dir", str(build), str(file)], file.parent)
    errors = [each for each in _objects(done.stderr) if each.get("level") == "error"]
    if done.returncode == 0:
        return Verdict("compiled", "rustc")
    return Verdict("failed", "rustc", tuple(_complaint(each, file.parent) for each in errors))


def _run(command: Sequence[str], folder: Path) -> "subprocess.CompletedProcess[bytes]":
    # A crate's own wrappers and flags are part of how it is built; colours and progress are not.
    environment = {**os.environ, "CARGO_TERM_COLOR": "never", "CARGO_TERM_PROGRESS_WHEN": "never"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=LONGEST, check=False)


@contextlib.contextmanager
def _lock_kept(folder: Path) -> Generator[None]:
    """Put every Cargo.lock that cargo may write back as it was, or away where there was none."""
    places = [each / LOCK for each in (folder, *folder.parents) if each == folder or (each / "Cargo.toml").is_file()]
    before = {place: place.read_bytes() if place.is_file() else None for place in places}
    try:
        yield
    finally:
        for place, data in before.items():
            if data is None:
                place.unlink(missing_ok=True)
            elif not place.is_file() or place.read_bytes() != data:
                write_whole(place, data)


def _objects(output: bytes) -> Iterator[dict[str, Any]]:
    for line in output.splitlines():
        try:
            found = json.loads(line)
        except ValueError:
            continue
        if isinstance(found, dict):
            yield cast("dict[str, Any]", found)


def _complaint(message: dict[str, Any], folder: Path) -> Complaint:
    spans = [span for each in (message, *message.get("children", ())) for span in each.get("spans", ())]
    found = tuple(told for span in spans for told in _spans(span, folder))
    return Complaint(str(message["message"]), str(message.get("rendered") or message["message"]), found)


def _spans(span: dict[str, Any], folder: Path) -> Iterator[Span]:
    """The place itself and, behind a macro, where that was called."""
    at: dict[str, Any] | None = span
    is_primary = bool(span.get("is_primary"))
    while at is not None:
        file = _place(str(at["file_name"]), folder)
        if file is not None:
            line, column = int(at["line_start"]), int(at["column_start"])
            yield Span(file, line, column, int(at["line_end"]), int(at["column_end"]), is_primary)
        expansion: dict[str, Any] | None = at.get("expansion")
        at = None if expansion is None else expansion["span"]


def _place(name: str, folder: Path) -> Path | None:
    """A file that rustc names from the workspace's folder, which is the crate's or one above it."""
    if not name or name.startswith("<"):
        return None
    return next((each / name for each in (folder, *folder.parents) if (each / name).is_file()), None)
