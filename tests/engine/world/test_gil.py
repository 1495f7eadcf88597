"""Who keeps the GIL: what a tick calls does, so no busy thread comes between; what lasts for seconds does not."""

import pytest

from engine.world.fused import build_fused
from engine.world.kernel import is_plain, kernel, quick_kernel
from tests.engine.physics.crowds import PARTS

pytestmark = pytest.mark.skipif(is_plain(), reason="nothing is compiled")


def lets_go(made) -> bool:
    return made.targetoptions["nogil"]


def test_systems_keep_the_gil_between_two_of_them():
    assert not any(lets_go(system.kernel(PARTS.columns)) for system in PARTS.systems)


def test_a_loop_of_many_ticks_lets_other_threads_run():
    assert lets_go(build_fused(PARTS.systems, PARTS.columns).step)


def test_a_kernel_for_python_lets_go_unless_it_is_quick():
    assert lets_go(kernel(lambda x: x))
    assert not lets_go(quick_kernel(lambda x: x))
