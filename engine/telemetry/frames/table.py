"""A capture of frames as CSV: a row for each frame, a column for each zone's own time."""

import csv
import io
from pathlib import Path

from engine.telemetry.frames.capture import FrameCapture
from engine.telemetry.frames.zones import REST
from engine.whole_file import write_whole

COLUMNS = ("frame", "begin_ms", "work_ms", "waited_ms", "painted")


def csv_text(capture: FrameCapture) -> str:
    """Times are in ms; the zones of a row add up to its `work_ms`; a zone that a frame has not is 0."""
    names = sorted({name for frame in capture.frames for name in frame.own_ns} - {REST})
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*COLUMNS, *names, REST])
    for frame in capture.frames:
        times = (frame.begin_ns, frame.work_ns, frame.waited_ns)
        own = (frame.own_ns.get(name, 0) for name in (*names, REST))
        told = [f"{time / 1e6:.6f}" for time in (*times, *own)]
        writer.writerow([frame.number, *told[:3], int(frame.is_painted), *told[3:]])
    return out.getvalue()


def write_csv(capture: FrameCapture, path: Path) -> Path:
    """Write the table. OSError when it can't be written."""
    return write_whole(path, csv_text(capture))
