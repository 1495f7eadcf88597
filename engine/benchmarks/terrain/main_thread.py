"""The figures of the soak's camera and of a flight: the main thread's share, holes, hitches, memory."""

import math
from typing import Any

from engine.benchmarks.terrain.cameras import TICK_S, flight, walk
from engine.benchmarks.terrain.fully_resident import ride_fully_resident
from engine.benchmarks.terrain.ride import Ride
from engine.telemetry.percentiles import percentiles

OVER = "rss_over_start_and_budget_percent"
WORST = 8
START_FRAMES = 120
"""Frames that a flight may take to have all at its level for the first time."""


def soak_camera(runs: int, ticks: int) -> tuple[float, dict[str, Any]]:
    """70 % walk, 25 % sprint, 5 % leaps, 60 frames a second: p99 of all runs pooled [ms], and more."""
    main, wall, plain = list[float](), list[float](), list[float]()
    holes = start_up = hitches = duplicates = 0
    memory: dict[str, Any] = {}
    for seed in range(runs):
        ride = Ride()
        ride.follow(walk(seed, ticks))
        main += ride.frames.main_ms
        wall += ride.frames.wall_ms
        holes += ride.frames.holes
        start_up = max(start_up, ride.frames.start_up)
        hitches += len(ride.streamer.hitches)
        duplicates += ride.streamer.stats().duplicates
        memory = _worse(memory, ride.memory())
        ride.close()
        plain += ride_fully_resident(ride.config, walk(seed, ticks))
    told, without = percentiles(main), percentiles(plain)
    return told["p99"], {
        "p50": told["p50"], "p999": told["p999"], "max": told["max"], "wall_p99": percentiles(wall)["p99"],
        "frames": len(main), "holes": holes, "start_up_frames": start_up, "hitches": hitches,
        "duplicates": duplicates, "fully_resident_p99": without["p99"],
        "over_fully_resident_p99": told["p99"] - without["p99"],
        "rss_over_percent": memory.get(OVER, "n/a"), "memory": memory,
    }  # fmt: skip


def straight_flight(speed_m_s: float, distance_m: float) -> tuple[float, dict[str, Any]]:
    """A flight at 60 frames a second: p99 of the main thread's share [ms], and its holes and hitches over 2 ms."""
    ride = Ride()
    ride.follow(flight(speed_m_s, round(distance_m / speed_m_s / TICK_S)))
    told, stats, hitches = percentiles(ride.frames.main_ms), ride.streamer.stats(), list(ride.streamer.hitches)
    ride.close()
    return told["p99"], {
        "p50": told["p50"], "p999": told["p999"], "max": told["max"],
        "wall_p99": percentiles(ride.frames.wall_ms)["p99"],
        "frames": ride.frame, "holes": ride.frames.holes, "start_up_frames": ride.frames.start_up,
        "most_behind": max(ride.frames.behind[START_FRAMES:], default=0), "hitches": len(hitches),
        "generated": stats.generated, "duplicates": stats.duplicates,
        "worst": {
            f"frame {hitch.frame}": {"ms": hitch.ms, **hitch.parts_ms, "uploads": hitch.uploads}
            for hitch in sorted(hitches, key=lambda hitch: -hitch.ms)[:WORST]
        },
    }  # fmt: skip


def _worse(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Of two runs, the memory of the one whose resident set went farther beyond what is allowed."""
    return other if other.get(OVER, -math.inf) >= one.get(OVER, -math.inf) else one
