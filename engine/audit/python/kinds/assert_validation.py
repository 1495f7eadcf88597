"""`assert` that checks what callers or the world give: `python -O` leaves it out."""

import ast
import re
from collections.abc import Iterator
from functools import lru_cache

from engine.audit.python.kind import Spot, kind
from engine.audit.python.names import dotted
from engine.audit.python.nodes import walk
from engine.audit.python.reach import is_public
from engine.audit.python.source import Function, Source

ACTING = frozenset(
    {
        *("pop", "popleft", "popitem", "read", "readline", "readlines", "write", "open", "load", "run", "wait", "send"),
        *(
            "remove",
            "connect",
            "start",
            "close",
            "acquire",
            "append",
            "add",
            "update",
            "commit",
            "next",
            "recv",
            "setdefault",
        ),
        *("waitForStarted", "waitForFinished", "unlink", "mkdir", "rename", "replace", "register", "execute", "submit"),
    }
)
"""Calls that do something, which is not done where asserts are left out."""
COLLECTED = re.compile(r"Test(?![a-z])")
"""Names of classes of tests; a `Tester` is none."""
TESTING = frozenset({"pytest", "unittest", "hypothesis"})
WORLD = frozenset({"sys.argv", "os.environ", "input", "os.getenv"})


@kind("assert", "assert as validation", "fails", nodes=(ast.Assert,), ruff=("S101",))
def assert_validation(node: ast.Assert, source: Source) -> Iterator[Spot]:
    """Of what callers or the world give, or one that acts. What the file alone decides is an invariant, and fine."""
    if _is_test(node, source):
        yield Spot(node, "An assert in a test.", "tests assert")
        return
    words, excuse = _judged(node, source)
    reason = ast.unparse(node.msg) if node.msg is not None else ""
    yield Spot(node, words, excuse, reason=reason)


def _is_test(node: ast.Assert, source: Source) -> bool:
    """Whether it stands in a class of tests, or in a file that is made for pytest or unittest.

    A file is, by what it imports, or where most of what it offers are tests: one `test_connection` of a program makes
    none.
    """
    if not TESTING.isdisjoint(each.partition(".")[0] for each in source.imports.values()):
        return True
    if any(isinstance(each, ast.ClassDef) and _is_of_tests(each) for each in source.above(node)):
        return True
    return _offers_tests(source)


@lru_cache(maxsize=1)
def _offers_tests(source: Source) -> bool:
    """Whether most of what a file offers are tests; asked for each assert, and told once a file."""
    offered = [each for each in source.tree.body if isinstance(each, Function | ast.ClassDef) and is_public(each.name)]
    tests = sum(each.name.startswith("test_") if isinstance(each, Function) else _is_of_tests(each) for each in offered)
    return tests > len(offered) - tests


def _is_of_tests(around: ast.ClassDef) -> bool:
    """Whether pytest or unittest collects the class: it has tests, and its name or what it extends says so."""
    has_tests = any(isinstance(each, Function) and each.name.startswith("test_") for each in around.body)
    bases = [dotted(each).rpartition(".")[2] for each in around.bases]
    is_named = COLLECTED.match(around.name) is not None
    return has_tests and (is_named or any(each.endswith("TestCase") for each in bases))


def _judged(node: ast.Assert, source: Source) -> tuple[str, str]:
    if isinstance(node.test, ast.Constant) and not node.test.value:
        return "`assert False` marks a way that must not be taken; with -O it is taken silently.", ""
    for each in walk(node.test):
        if (
            isinstance(each, ast.Call)
            and (dotted(each.func) or getattr(each.func, "attr", "")).rpartition(".")[2] in ACTING
        ):
            return f"`{ast.unparse(each.func)}` does something, which is not done with -O.", ""
        if isinstance(each, ast.Name | ast.Attribute) and source.qualified(each) in WORLD:
            return "What comes from outside is checked by an assert, which -O leaves out.", ""
    function = source.function_of(node)
    if function is not None and _is_for_others(function, source):
        names = {each.id for each in walk(_tested(node.test)) if isinstance(each, ast.Name)}
        if found := sorted(names & _parameters(function)):
            return f"The argument `{found[0]}` of a public function is checked by an assert, which -O leaves out.", ""
    return "An assert in production code.", "an invariant of the file's own code"


def _tested(test: ast.expr) -> ast.AST:
    """What a test is about; nothing where it only narrows what hangs on an object, as type checkers want it."""
    subject = test
    if isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.IsNot) and _is_none(test.comparators[0]):
        subject = test.left
    elif isinstance(test, ast.Call) and dotted(test.func) == "isinstance" and test.args:
        subject = test.args[0]
    return ast.Pass() if isinstance(subject, ast.Attribute | ast.Call) and subject is not test else test


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _is_for_others(function: Function, source: Source) -> bool:
    around = source.class_of(function)
    return (
        is_public(function.name) and (around is None or is_public(around.name)) and source.function_of(function) is None
    )


def _parameters(function: Function) -> set[str]:
    """The parameters that still hold what the caller gave."""
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
    bound = {each.id for each in walk(function) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)}
    return {each.arg for each in every if each is not None} - {"self", "cls"} - bound
