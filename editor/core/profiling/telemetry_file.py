"""What a run in the window measured, as the data of a telemetry file and as one line."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.core.editor import Editor

MOST_SAMPLES = 6000


def telemetry(editor: "Editor", first_frame_ms: float, outcomes: "Sequence[str]") -> dict[str, Any]:
    """Frame statistics, samples and the run's own events. What was not measured is null, never 0."""
    play = editor.play
    stats = editor.frames.stats()
    return {
        "summary": {
            "project": editor.title,
            "scene": editor.scene,
            "encounter": editor.encounter,
            "tick": play.tick,
            "outcome": play.outcome if play.session is not None else None,
            "outcomes": list(outcomes),
            "seed": play.seed,
            "digest": play.session.digest() if play.session is not None else None,
            "first_frame_ms": round(first_frame_ms, 1),
            "memory_mb": editor.frames.memory_mb,
            "stats": stats,
            "stalls": _stalls(editor),
        },
        "stats": stats,
        "samples": [sample.to_json() for sample in editor.frames.samples[-MOST_SAMPLES:]],
        "events": _events(editor),
    }


def summary(data: dict[str, Any]) -> str:
    """One line for people."""
    head, stats = data["summary"], data["stats"]
    frame = stats["frame_time"]
    pace = f"{stats['fps_avg']:.1f} fps, p99 {frame['p99']:.1f} ms" if frame else "no frame measured"
    ended = ", ".join(head["outcomes"]) or head["outcome"] or "not played"
    place = f"{head['project']} {head['scene']}"
    return f"{place}: tick {head['tick']}, {ended}, {pace}, first frame {head['first_frame_ms']:.0f} ms"


def _stalls(editor: "Editor") -> dict[str, Any]:
    """How often the window stood still, and the worst time with who held it."""
    worst = editor.watchdog.worst
    return {
        "count": editor.watchdog.count,
        "worst_ms": round(worst.seconds * 1000, 1) if worst is not None else None,
        "worst_place": worst.place if worst is not None else None,
    }


def _events(editor: "Editor") -> list[dict[str, Any]]:
    session = editor.play.session
    return [event._asdict() for event in session.events] if session is not None else []
