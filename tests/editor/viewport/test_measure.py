"""The measurement of pictures runs and tells what it found."""

from editor.viewport.measure import SIZES, measure
from engine.resources import samples_folder


def test_both_modes_are_measured_at_both_sizes() -> None:
    figures = measure(samples_folder() / "veilweaver", 2)

    for mode in ("edit", "play"):
        for width, height in SIZES:
            found = figures[f"{mode} {width}x{height}"]
            assert isinstance(found, dict)
            assert 0.0 < found["min_ms"] <= found["p50_ms"] <= found["p95_ms"]
