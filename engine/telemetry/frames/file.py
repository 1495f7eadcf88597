"""Captures of frames on disk: plain JSON that names its origin, checked value by value when it is read."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from engine.telemetry.capture_error import CaptureError
from engine.telemetry.frames.capture import MOST_FRAMES, FrameCapture, FrameOrigin
from engine.telemetry.frames.zones import FrameZones, Span
from engine.telemetry.reading import column, is_count, listed, read_capture, short, table, text
from engine.whole_file import write_whole

FORMAT = "astraweave frame capture 1"
SUFFIX = ".frames.json"
LARGEST = 64 * 1024 * 1024
"""Bytes of a file that are read at most; a hundred seconds with forty zones a frame take about 8 MiB."""
_TEXTS = ("project", "scene", "machine", "version", "taken")
_NUMBERS = {"begin": "begin_ns", "work": "work_ns", "waited": "waited_ns"}
_PER_SPAN = 4


def save(capture: FrameCapture, path: Path) -> Path:
    """Write the capture, a list for each quantity; the file appears whole or not at all. OSError when it can't."""
    names = sorted({span.name for frame in capture.frames for span in frame.spans})
    place = {name: k for k, name in enumerate(names)}
    frames: dict[str, Any] = {key: [getattr(frame, name) for frame in capture.frames] for key, name in _NUMBERS.items()}
    frames["painted"] = [frame.is_painted for frame in capture.frames]
    frames["spans"] = [
        [part for span in frame.spans for part in (place[span.name], *span[1:])] for frame in capture.frames
    ]
    data = {"format": FORMAT, "unit": "ns", "origin": asdict(capture.origin), "zones": names, "frames": frames}
    return write_whole(path, json.dumps(data, separators=(",", ":"), allow_nan=False) + "\n")


def load(path: Path) -> FrameCapture:
    """Read a capture. CaptureError, in the reader's words, for anything that is not a whole one."""
    expected, again = "a file that frames were saved to", "Record the window again."
    return read_capture(path, LARGEST, FORMAT, _capture, expected=expected, again=again)


def _capture(head: dict[str, Any]) -> FrameCapture:
    about, frames = table(head.get("origin"), "origin"), table(head.get("frames"), "frames")
    entities = about.get("entities")
    if not is_count(entities):
        raise CaptureError(f"origin.entities is {short(entities)}; expected a whole number from 0")
    origin = FrameOrigin(entities=entities, **{name: text(about, name, "origin") for name in _TEXTS})
    names = column(head, "zones", lambda name: isinstance(name, str) and len(name) <= 200, "names of zones")
    begins = column(frames, "begin", is_count, "times in ns")
    count = len(begins)
    if not 1 <= count <= MOST_FRAMES:
        raise CaptureError(f"it has {count:,} frames; expected 1 to {MOST_FRAMES:,}")
    work, waited = (column(frames, name, is_count, "times in ns", count, "frames") for name in ("work", "waited"))
    painted = column(frames, "painted", lambda value: isinstance(value, bool), "true or false", count, "frames")
    spans = column(frames, "spans", lambda value: isinstance(value, list), "lists of numbers", count, "frames")
    return FrameCapture(
        origin,
        tuple(
            FrameZones(k + 1, begins[k], work[k], waited[k], painted[k], _spans(k + 1, names, spans[k], work[k]))
            for k in range(count)
        ),
    )


def _spans(number: int, names: list[Any], raw: Any, work_ns: int) -> tuple[Span, ...]:
    """The zones of one frame; each lies whole in what it lies in. CaptureError where one does not."""
    where = f"the zones of frame {number}"
    numbers = listed(raw, where)
    if len(numbers) % _PER_SPAN or not all(map(is_count, numbers)):
        raise CaptureError(f"{where} are {short(numbers)}; expected four whole numbers for each zone")
    spans: list[Span] = []
    ends: list[int] = []
    for at in range(0, len(numbers), _PER_SPAN):
        name, start, length, depth = numbers[at : at + _PER_SPAN]
        if name >= len(names):
            raise CaptureError(f"{where} name zone {name} of {len(names)}")
        if depth > len(ends) or start + length > (ends[depth - 1] if depth else work_ns):
            raise CaptureError(f"{where} hold {short(numbers[at : at + _PER_SPAN])}; expected zones inside each other")
        if spans and start < spans[-1].start_ns:
            raise CaptureError(f"{where} are out of order at {short(numbers[at : at + _PER_SPAN])}")
        del ends[depth:]
        ends.append(start + length)
        spans.append(Span(str(names[name]), start, length, depth))
    return tuple(spans)
