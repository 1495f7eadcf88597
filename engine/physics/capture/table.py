"""A capture as CSV: a line a tick that names its origin, so that lines of several captures can stand in one table."""

import csv
import io
from pathlib import Path

from engine.physics.capture.data import STAGES, Capture
from engine.whole_file import write_whole

ORIGIN = ("project", "scene", "seed", "machine", "version", "taken")


def csv_text(capture: Capture) -> str:
    """The lines. Times are in ns; what was not measured is empty, as are threads that took no part.

    Columns: tick, a time for each stage and the total, bodies, pairs, iterations, threads, chunks_K and busy_K_ns for
    each thread K, a checksum for each stage (16 hexadecimal digits), and the origin.
    """
    most = max(max(len(p.chunks_per_thread), len(p.busy_ns_per_thread)) for p in capture.profiles)
    threads = range(most)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        [
            "tick", *(f"{stage}_ns" for stage in STAGES), "total_ns", "active_body_count", "collision_pair_count",
            "solver_iterations", "threads", *(f"chunks_{k}" for k in threads), *(f"busy_{k}_ns" for k in threads),
            *(f"checksum_{stage}" for stage in STAGES), *ORIGIN,
        ]
    )  # fmt: skip
    origin = [_plain(str(getattr(capture.origin, name))) for name in ORIGIN]
    for p in capture.profiles:
        sums = (p.checksums.get(stage) for stage in STAGES)
        writer.writerow(
            [
                p.tick, *(getattr(p, stage) for stage in STAGES), p.total, p.active_body_count, p.collision_pair_count,
                p.solver_iterations, p.threads, *_filled(p.chunks_per_thread, most),
                *_filled(p.busy_ns_per_thread, most), *("" if s is None else f"{s:016x}" for s in sums), *origin,
            ]
        )  # fmt: skip
    return out.getvalue()


def write_csv(capture: Capture, path: Path) -> Path:
    """Write the lines; the file appears whole or not at all. OSError when it can't be written."""
    return write_whole(path, csv_text(capture))


def _plain(text: str) -> str:
    # Control characters would end a line for some readers, and others refuse them.
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _filled(values: tuple[int, ...], count: int) -> list[int | str]:
    return [*values, *[""] * (count - len(values))]
