"""Scans of a folder that were made in the past: how many findings of each priority were open after each."""

import json
import logging
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.audit.site import PRIORITIES, Finding
from engine.json_file import read_json
from engine.user_state import project_key, state_folder
from engine.whole_file import write_whole

FOLDER = "audits"
MOST = 500
"""So many scans are kept of a folder; the oldest go."""
MOST_FOLDERS = 8


@dataclass(frozen=True)
class PastScan:
    """When a scan ended (epoch seconds), and how many findings of P0 to P3 were open then."""

    at: float
    open: tuple[int, ...]

    @property
    def total(self) -> int:
        """All that were open."""
        return sum(self.open)


class ScanHistory:
    """The scans of one folder, oldest first, in a file of the user's; it is no harm when it is lost."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.path = state_folder() / FOLDER / f"{project_key(folder)}.json"
        self.scans = self._read()
        self.problem = ""

    def add(self, findings: Sequence[Finding], at: float | None = None, *, only_change: bool = False) -> PastScan:
        """Keep a scan that ended now, or at a time; with `only_change` not one that found as many as the last."""
        counts = Counter(each.priority for each in findings if each.status != "fixed")
        scan = PastScan(time.time() if at is None else at, tuple(counts[each] for each in PRIORITIES))
        if only_change and self.scans and self.scans[-1].open == scan.open:
            return self.scans[-1]
        self.scans = (*self.scans, scan)[-MOST:]
        kept = [{"at": each.at, "open": list(each.open)} for each in self.scans]
        try:
            write_whole(self.path, _json({"folder": str(self._folder), "scans": kept}))
            self.problem = ""
        except OSError as error:
            self.problem = f"{self.path}: the scan can't be kept for the history: {error.strerror or error}."
            logging.getLogger(__name__).warning(self.problem)
        return scan

    def _read(self) -> tuple[PastScan, ...]:
        try:
            raw: Any = read_json(self.path)
            return tuple(_scan(each) for each in raw["scans"])[-MOST:]
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, LookupError, TypeError) as error:
            logging.getLogger(__name__).warning("%s: the history of scans can't be read: %s", self.path, error)
            return ()


def past_folders() -> tuple[Path, ...]:
    """Folders that were scanned and are still there, the latest first."""
    files = (state_folder() / FOLDER).glob("*.json")
    found: list[tuple[float, Path]] = []
    for path in files:
        try:
            found.append((path.stat().st_mtime, Path(str(read_json(path)["folder"]))))
        except (OSError, ValueError, LookupError, TypeError) as error:
            logging.getLogger(__name__).warning("%s: the folder of past scans can't be read: %s", path, error)
    latest = sorted(found, key=lambda each: -each[0])
    return tuple(folder for _at, folder in latest if folder.is_dir())[:MOST_FOLDERS]


def _scan(raw: Any) -> PastScan:
    counts = tuple(int(each) for each in raw["open"])
    if len(counts) != len(PRIORITIES):
        raise ValueError(f"{len(counts)} counts, expected {len(PRIORITIES)}")
    return PastScan(float(raw["at"]), counts)


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data) + "\n"
