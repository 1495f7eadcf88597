"""A change put into running functions is what runs, wherever they are held; what is made at import is refused."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from engine.world.kernel import plain_twin
from tests.mutation.swap import put_in, statement_at

SOURCE = """\
from engine.world.kernel import kernel

LIMIT = 3

def double(number):
    return number * 2

class Box:
    @property
    def size(self):
        return double(4)

def adder(step):
    return lambda number: number + step

@kernel
def half(number):
    return number // 2
"""


@pytest.fixture
def module(tmp_path: Path) -> Iterator[ModuleType]:
    file = tmp_path / "changed_soon.py"
    file.write_text(SOURCE, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("changed_soon", file)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules["changed_soon"] = made
    spec.loader.exec_module(made)
    yield made
    del sys.modules["changed_soon"]


def swap(module: ModuleType, was: str, now: str) -> bool:
    return put_in(SOURCE, SOURCE.replace(was, now), str(module.__file__))


def test_whoever_holds_a_function_calls_the_changed_one(module: ModuleType):
    held, box, add_one = module.double, module.Box(), module.adder(1)

    assert swap(module, "number * 2", "number * 3")
    assert (held(2), box.size) == (6, 12)
    assert swap(module, "number + step", "number - step")
    assert add_one(5) == 4


def test_a_kernel_as_plain_python_and_a_twin_made_before_run_the_changed_code(module: ModuleType):
    twin = plain_twin(module.half)

    assert swap(module, "number // 2", "number // 3")
    assert (module.half.py_func(12), twin(12)) == (4, 4)


CHANGES = [("LIMIT = 3", "LIMIT = 4"), ("@property", "@staticmethod"), ("@kernel\n", "\n")]


@pytest.mark.parametrize(("was", "now"), CHANGES)
def test_what_is_made_at_import_is_refused(module: ModuleType, was: str, now: str):
    assert not swap(module, was, now)


def test_a_statement_is_found_around_its_lines():
    text = "X = 1\ndef f(a):\n    if (a and\n            a > 1):\n        return [\n            a]\n    return 0\n"
    assert statement_at(text, 1, 1) is None
    assert statement_at(text, 4, 4) == range(3, 5)
    assert statement_at(text, 6, 6) == range(5, 7)
    assert statement_at(text, 7, 7) == range(7, 8)
