"""What a run in the window measured, as the data of a telemetry file and as one line."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.core.editor import Editor
    from editor.core.frames import FrameSample

MOST_SAMPLES = 6000


def telemetry(editor: "Editor", first_frame_ms: float, outcomes: "Sequence[str]") -> dict[str, Any]:
    """Frame statistics, samples and the run's own events. What was not measured is null, never 0."""
    samples = list(editor.frames.samples)
    play = editor.play
    stats = frame_stats(samples)
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
        },
        "stats": stats,
        "samples": [_sample(sample) for sample in samples[-MOST_SAMPLES:]],
        "events": _events(editor),
    }


def frame_stats(samples: "Sequence[FrameSample]") -> dict[str, Any]:
    """Mean and least frames a second, percentiles of the frame time [ms], and the mean of the slowest hundredth."""
    if not samples:
        return {"fps_avg": None, "fps_min": None, "frame_time": None, "low_1pct": None, "sample_count": 0}
    from engine.telemetry.percentiles import percentiles

    times = [sample.frame_time_ms for sample in samples]
    slowest = sorted(times)[-max(1, len(times) // 100) :]
    found = percentiles(times)
    return {
        "fps_avg": round(1000 * len(times) / sum(times), 2),
        "fps_min": round(1000 / max(times), 2),
        "frame_time": {key.replace("p999", "p99.9"): round(value, 3) for key, value in found.items() if key != "avg"},
        "low_1pct": round(1000 * len(slowest) / sum(slowest), 2),
        "sample_count": len(times),
    }


def summary(data: dict[str, Any]) -> str:
    """One line for people."""
    head, stats = data["summary"], data["stats"]
    frame = stats["frame_time"]
    pace = f"{stats['fps_avg']:.1f} fps, p99 {frame['p99']:.1f} ms" if frame else "no frame measured"
    ended = ", ".join(head["outcomes"]) or head["outcome"] or "not played"
    place = f"{head['project']} {head['scene']}"
    return f"{place}: tick {head['tick']}, {ended}, {pace}, first frame {head['first_frame_ms']:.0f} ms"


def _sample(sample: "FrameSample") -> dict[str, Any]:
    return {
        "timestamp": round(sample.timestamp, 4),
        "fps": round(sample.fps, 2),
        "frame_time_ms": round(sample.frame_time_ms, 3),
        "physics_time_ms": _rounded(sample.physics_time_ms),
        "ai_planning_time_ms": _rounded(sample.ai_planning_time_ms),
        "simulation_time_ms": _rounded(sample.simulation_time_ms),
        "memory_mb": _rounded(sample.memory_mb),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _events(editor: "Editor") -> list[dict[str, Any]]:
    session = editor.play.session
    return [event._asdict() for event in session.events] if session is not None else []
