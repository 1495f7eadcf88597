"""Checks data against the "Trace Event Format": what chrome://tracing and Perfetto need to open a file.

Written from Google's document "Trace Event Format" (JSON object form), not from the code that writes traces.
"""

from collections import defaultdict
from itertools import pairwise
from typing import Any

REQUIRED = {
    "X": {"name", "cat", "ph", "ts", "dur", "pid", "tid"},
    "C": {"name", "ph", "ts", "pid", "args"},
    "M": {"name", "ph", "pid", "args"},
}
METADATA = {"process_name": str, "thread_name": str, "process_sort_index": int, "thread_sort_index": int}
UNITS = {"ms", "ns"}
SLACK_US = 1e-6
"""Microseconds by which the end of an event may miss that of the next one: they are sums of floats."""


def faults(trace: Any) -> list[str]:
    """Everything about a trace that its format does not allow; empty for a good one."""
    if not isinstance(trace, dict) or not isinstance(trace.get("traceEvents"), list):
        return ["no object with a list traceEvents"]
    found = [] if trace.get("displayTimeUnit", "ms") in UNITS else ["displayTimeUnit is neither ms nor ns"]
    tracks: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
    named = set()
    for event in trace["traceEvents"]:
        found += [f"{fault}: {event}" for fault in _of_event(event)]
        if event.get("ph") == "X":
            tracks[event.get("pid"), event.get("tid")].append(event)
        if event.get("ph") == "M" and event.get("name") == "thread_name":
            named.add((event.get("pid"), event.get("tid")))
    found += [f"track {track} has no name" for track in tracks if track not in named]
    for track, events in tracks.items():
        found += [f"track {track}: {fault}" for fault in _nesting(events)]
    return found


def _of_event(event: Any) -> list[str]:
    phase = event.get("ph")
    if phase not in REQUIRED:
        return [f"phase {phase!r} is not used here"]
    found = [f"lacks {key}" for key in sorted(REQUIRED[phase] - set(event))]
    found += [f"{key} is no whole number" for key in ("pid", "tid") if not isinstance(event.get(key, 0), int)]
    for key in ("ts", "dur"):
        value = event.get(key, 0)
        if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < 1e15:
            found.append(f"{key} is {value!r}")
    if phase == "C":
        args = event.get("args", {})
        if not args or not all(isinstance(value, int | float) for value in args.values()):
            found.append("a counter without numbers")
    if phase == "M":
        kind = METADATA.get(event.get("name"))
        if kind is None:
            found.append("unknown metadata")
        elif not isinstance(event.get("args", {}).get("name" if kind is str else "sort_index"), kind):
            found.append("metadata without its value")
    return found


def _nesting(events: list[dict[str, Any]]) -> list[str]:
    """Events of one track lie beside or inside each other, and come in the order of their beginning."""
    found = [
        f"{b['name']} comes after {a['name']} but begins before it" for a, b in pairwise(events) if b["ts"] < a["ts"]
    ]
    open_ends: list[float] = []
    for event in events:
        begin, end = event["ts"], event["ts"] + event["dur"]
        while open_ends and open_ends[-1] <= begin + SLACK_US:
            open_ends.pop()
        if open_ends and end > open_ends[-1] + SLACK_US:
            found.append(f"{event['name']} at {begin} ends after the event that it lies in")
        open_ends.append(end)
    return found
