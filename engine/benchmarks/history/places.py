"""Where a history lies: one file that grows, a compressed file for each older month, and what lies behind rows."""

from pathlib import Path

FOLDER = Path("target") / "benchmark-data"
HISTORY = "history.jsonl"
LOCK = "history.lock"
ASIDE = "set_aside.jsonl"
RAW = "raw"
CAPTURES = "captures"


def archive_of(folder: Path, month: str) -> Path:
    """The compressed file of a month such as 2026-10."""
    return folder / f"history-{month}.jsonl.zst"


def archives(folder: Path) -> list[Path]:
    """The compressed files, oldest month first."""
    return sorted(folder.glob("history-????-??.jsonl.zst"))
