"""Compiled code of the engine counts no references, and hands no array on where somebody would count them."""

import ast
import inspect
import textwrap

from numba.core.dispatcher import Dispatcher

from engine.nav import flow
from engine.physics.crowd.predict import predict_rows
from engine.physics.crowd.stages import broad_phase
from engine.world.compiler.references import counts_references
from engine.world.kernel import helper
from engine.world.registry import collect, walk

MODULES = list(walk("engine"))


def test_a_tick_counts_nothing_and_who_makes_arrays_does():
    assert not counts_references(predict_rows.py_func)
    assert not counts_references(broad_phase.fn)
    assert any(counts_references(made.py_func) for made in vars(flow).values() if isinstance(made, Dispatcher))


def test_code_of_projects_counts():
    def step(values):
        return values[0]

    assert counts_references(step)
    assert counts_references(helper(step).py_func)


def returned_arrays(fn: object) -> set[str]:
    """Parameters that a function writes elements of and returns whole."""
    tree = list(ast.walk(ast.parse(textwrap.dedent(inspect.getsource(fn)))))
    places = [node.value for node in tree if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store)]
    written = {place.id for place in places if isinstance(place, ast.Name)}
    values = [node.value for node in tree if isinstance(node, ast.Return)]
    parts = [part for value in values for part in (value.elts if isinstance(value, ast.Tuple) else [value])]
    returned = {part.id for part in parts if isinstance(part, ast.Name)}
    return returned & written & set(inspect.signature(fn).parameters)


def test_who_counts_nothing_returns_none_of_its_arrays():
    collect(MODULES)
    made = {value for module in MODULES for value in vars(module).values() if isinstance(value, Dispatcher)}
    uncounted = [value.py_func for value in made if not counts_references(value.py_func)]
    assert len(uncounted) > 100
    assert [fn.__qualname__ for fn in uncounted if returned_arrays(fn)] == []
