"""Results kept on disk by what they depend on, so that an edit which is taken back shows what is known at once."""

import contextlib
import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path

import zstandard
from pydantic import TypeAdapter

from engine.play.playtest.outcomes import RunOutcome
from engine.play.recording.data import RecordingError, decompress
from engine.whole_file import write_whole
from engine.world.compiler.cache import cache_folder

MAGIC = b"AWRUNS1\n"
ENDING = ".runs"
LIMIT_BYTES = 64 * 1024 * 1024
LARGEST_FILE, LARGEST_TEXT = 8 * 1024 * 1024, 128 * 1024 * 1024
"""A file that is larger, or unfolds to more, is no result of ours."""
MOST_RUNS = 16_384
"""Of one encounter and skill; a playtest of more than that is not kept at all."""
KEPT_SHARE = 0.9
"""Share of the room that eviction goes down to, so that it is not due again at once."""
_DIGEST = 16
_RUNS: TypeAdapter[list[RunOutcome]] = TypeAdapter(list[RunOutcome])
_PLAIN = re.compile(r"[0-9a-zA-Z_]{1,64}\Z")


def results_folder() -> Path:
    """The user's folder for results; `ASTRAWEAVE_CACHE_DIR` moves it."""
    return cache_folder().parent.parent / "balance"


class KeptResults:
    """Files `CONTENT_SKILL.runs` in a folder, up to `limit` bytes together; what was used longest ago goes first.

    A file that is damaged, cut off or somebody else's counts as not there, and a disk that refuses keeps nothing.
    Several processes may use one folder at once. ValueError for a content or a skill that is no plain word.
    """

    def __init__(self, folder: Path | None = None, *, limit: int = LIMIT_BYTES) -> None:
        self.folder = folder if folder is not None else results_folder()
        self.limit = limit

    def read(self, content: str, skill: str) -> tuple[RunOutcome, ...]:
        """The runs of an encounter and skill that are known, by seed, ascending; () where none are.

        Args:
            content: What they depend on: `engine.balance.content.content_of`.
            skill: Who played.
        """
        path = self._path(content, skill)
        try:
            if path.stat().st_size > LARGEST_FILE:
                raise ValueError("it is too large")
            runs = _unpacked(path.read_bytes(), path.stem)
        except OSError:
            return ()
        except (ValueError, RecordingError):
            with contextlib.suppress(OSError):
                path.unlink()
            return ()
        with contextlib.suppress(OSError):
            os.utime(path)
        return runs

    def write(self, content: str, skill: str, runs: Iterable[RunOutcome]) -> None:
        """Keep runs beside those of other seeds that are known. Of two processes that do so at once, one is kept."""
        runs = tuple(runs)
        if len(runs) > MOST_RUNS:
            return
        known = {run.seed: run for run in self.read(content, skill)}
        known.update((run.seed, run) for run in runs)
        path = self._path(content, skill)
        if len(known) > MOST_RUNS:
            known = {run.seed: run for run in runs}
        data = _packed([known[seed] for seed in sorted(known)], path.stem)
        if len(data) > min(LARGEST_FILE, self.limit):
            return
        # What can't be kept is played again the next time.
        with contextlib.suppress(OSError):
            write_whole(path, data)
            self._make_room()

    def _path(self, content: str, skill: str) -> Path:
        if not (_PLAIN.match(content) and _PLAIN.match(skill)):
            raise ValueError(f"{content!r} and {skill!r} name no result; expected a hash and a skill.")
        return self.folder / f"{content}_{skill}{ENDING}"

    def _make_room(self) -> None:
        found: list[tuple[int, int, str]] = []
        with os.scandir(self.folder) as entries:
            for entry in entries:
                if not entry.name.endswith(ENDING):
                    continue
                # Another process may have removed it meanwhile.
                with contextlib.suppress(OSError):
                    stat = entry.stat(follow_symlinks=False)
                    found.append((stat.st_mtime_ns, stat.st_size, entry.path))
        total = sum(size for _, size, _ in found)
        if total <= self.limit:
            return
        for _, size, path in sorted(found):
            if total <= KEPT_SHARE * self.limit:
                break
            with contextlib.suppress(OSError):
                os.unlink(path)
                total -= size


def _packed(runs: list[RunOutcome], name: str) -> bytes:
    """The file of some runs: what it is, a checksum over its name and its content, and the content."""
    body = zstandard.ZstdCompressor(level=3).compress(_RUNS.dump_json(runs))
    return MAGIC + _checksum(body, name) + body


def _unpacked(data: bytes, name: str) -> tuple[RunOutcome, ...]:
    """The runs of a file. ValueError or RecordingError for what is damaged or of another name."""
    start = len(MAGIC) + _DIGEST
    body = data[start:]
    if not data.startswith(MAGIC) or data[len(MAGIC) : start] != _checksum(body, name):
        raise ValueError("it is no whole file of runs")
    return tuple(_RUNS.validate_json(decompress(body, LARGEST_TEXT), strict=True))


def _checksum(body: bytes, name: str) -> bytes:
    return hashlib.blake2b(body, digest_size=_DIGEST, person=b"runs", key=name.encode()[:64]).digest()
