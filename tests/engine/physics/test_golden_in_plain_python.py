"""The first ticks of lively crowds end in the golden bits in plain Python too: kernels do what they read as."""

import json
import sys
from types import FrameType

import pytest

from engine.world.system import System
from tests.engine.physics.golden import FILE, LANES, short_digests

GOLDEN = json.loads(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("number", range(len(LANES)))
def test_plain_python_ends_in_the_golden_bits_after_every_tick(number):
    assert short_digests(number, "plain") == GOLDEN[f"short {number}"]


def test_all_that_runs_in_a_tick_is_compiled_in_play():
    called: set[tuple[str, str]] = set()

    def note(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call":
            called.add((str(frame.f_globals.get("__name__")), frame.f_code.co_name))

    sys.setprofile(note)
    try:
        short_digests(2, "plain")
    finally:
        sys.setprofile(None)
    of_crowd = {each for each in called if each[0].startswith("engine.physics.crowd")}
    made = [getattr(sys.modules[module], name) for module, name in sorted(of_crowd)]
    assert len(made) > 30
    assert [each for each in made if not isinstance(each, System) and not hasattr(each, "py_func")] == []
