"""What a file declares: functions that may answer None or never come back, fields that may be None."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.audit.python.annotations import allows_none, class_of, is_never
from engine.audit.python.names import dotted
from engine.audit.python.nodes import walk

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass
class DeclaredClass:
    """A class: what its fields, properties and methods are annotated with."""

    maybe: dict[str, str] = field(default_factory=dict[str, str])
    """Field or property -> why it may be None."""
    answers_none: set[str] = field(default_factory=set[str])
    types: dict[str, str] = field(default_factory=dict[str, str])
    """Field -> its class by annotation or by the call that fills it; only where all that fill it agree."""
    coroutines: set[str] = field(default_factory=set[str])
    never: set[str] = field(default_factory=set[str])
    base: str = ""
    """Full name of the first class that it is made of."""
    fills: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    """Method -> fields that it gives a value other than None."""


@dataclass
class Declared:
    """All of a file."""

    classes: dict[str, DeclaredClass] = field(default_factory=dict[str, DeclaredClass])
    answers_none: set[str] = field(default_factory=set[str])
    coroutines: set[str] = field(default_factory=set[str])
    never: set[str] = field(default_factory=set[str])
    types: dict[str, str] = field(default_factory=dict[str, str])
    """Module constant -> full name of the class or call that made it, where it is bound once."""
    error_groups: dict[str, tuple[ast.expr, ...]] = field(default_factory=dict[str, tuple[ast.expr, ...]])
    """Constants that are tuples, as `except` clauses name them."""


def declared_in(
    tree: ast.Module,
    imports: dict[str, str],
    bindings: list[ast.Assign | ast.AnnAssign],
    parents: dict[ast.AST, ast.AST],
) -> Declared:
    """Read the declarations of a module; `bindings` are all of its assignments, annotated ones first."""
    found = Declared()
    overloaded: set[str] = set()
    bound: dict[str, int] = {}
    for node in tree.body:
        if isinstance(node, Function):
            _function(node, found.answers_none, found.coroutines, found.never, overloaded)
        elif isinstance(node, ast.ClassDef):
            found.classes[node.name] = _class(node)
            found.classes[node.name].base = full_name(dotted(node.bases[0]), imports) if node.bases else ""
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            for name, value in _bindings(node):
                bound[name] = bound.get(name, 0) + 1
                found.types[name] = made_by(value, imports)
                if isinstance(value, ast.Tuple):
                    found.error_groups[name] = tuple(value.elts)
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                found.types[node.target.id] = full_name(class_of(node.annotation), imports)
    _fields(found, bindings, parents, imports)
    for name, count in bound.items():
        if count > 1:
            found.types.pop(name, None)
            found.error_groups.pop(name, None)
    return found


def full_name(name: str, imports: dict[str, str]) -> str:
    """A dotted name with its root as imported."""
    root, dot, rest = name.partition(".")
    return f"{imports.get(root, root)}{dot}{rest}"


def made_by(value: ast.expr | None, imports: dict[str, str]) -> str:
    """The full name of the call that makes a value, "dict" for a literal of one; empty for the rest."""
    if isinstance(value, ast.Dict | ast.DictComp):
        return "dict"
    return full_name(dotted(value.func), imports) if isinstance(value, ast.Call) else ""


def _function(
    node: Function, answers_none: set[str], coroutines: set[str], never: set[str], overloaded: set[str]
) -> None:
    if isinstance(node, ast.AsyncFunctionDef):
        coroutines.add(node.name)
    if any(dotted(each).rpartition(".")[2] == "overload" for each in node.decorator_list):
        overloaded.add(node.name)
    if allows_none(node.returns) and node.name not in overloaded and not _is_generator(node):
        answers_none.add(node.name)
    elif node.name in overloaded:
        # Which answer it gives depends on the arguments.
        answers_none.discard(node.name)
    if is_never(node.returns) or _always_raises(node.body):
        never.add(node.name)


def _always_raises(body: list[ast.stmt]) -> bool:
    """Whether a body is one `raise` after its docstring; abstract methods are meant to be overridden."""
    last = body[-1]
    if not isinstance(last, ast.Raise) or any(not isinstance(each, ast.Expr) for each in body[:-1]):
        return False
    return last.exc is None or "NotImplemented" not in ast.dump(last.exc)


def _is_generator(node: Function) -> bool:
    return any(isinstance(each, ast.Yield | ast.YieldFrom) for each in walk(node))


def _bindings(node: ast.Assign | ast.AnnAssign) -> Iterator[tuple[str, ast.expr | None]]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    for target in targets:
        if name := dotted(target):
            yield name, node.value


def _class(node: ast.ClassDef) -> DeclaredClass:
    found = DeclaredClass()
    overloaded: set[str] = set()
    for item in node.body:
        if isinstance(item, Function):
            _function(item, found.answers_none, found.coroutines, found.never, overloaded)
            if item.name in found.answers_none and _is_property(item):
                found.answers_none.discard(item.name)
                found.maybe[item.name] = "the property is annotated so"
    return found


def _fields(
    declared: Declared,
    bindings: list[ast.Assign | ast.AnnAssign],
    parents: dict[ast.AST, ast.AST],
    imports: dict[str, str],
) -> None:
    """Take down what fields of classes are annotated with, and what fills them."""
    annotated: set[tuple[str, str]] = set()
    filled: dict[tuple[str, str], set[str]] = {}
    for each in bindings:
        for target in each.targets if isinstance(each, ast.Assign) else [each.target]:
            around = parents[each]
            is_own = isinstance(around, ast.ClassDef) and isinstance(target, ast.Name)
            name = target.id if is_own and isinstance(target, ast.Name) else _of_self(target)
            method = ""
            while name and not isinstance(around, ast.ClassDef | ast.Module):
                method = around.name if isinstance(around, Function) else method
                around = parents[around]
            if not name or not isinstance(around, ast.ClassDef) or around.name not in declared.classes:
                continue
            place = (around.name, name)
            if method and not (isinstance(each.value, ast.Constant) and each.value.value is None):
                declared.classes[around.name].fills.setdefault(method, set()).add(name)
            if isinstance(each, ast.AnnAssign):
                annotated.add(place)
                if allows_none(each.annotation):
                    declared.classes[around.name].maybe[name] = "its annotation says so"
                filled.setdefault(place, set()).add(full_name(class_of(each.annotation), imports))
            elif place not in annotated and not is_own:
                filled.setdefault(place, set()).add(made_by(each.value, imports))
    for (owner, name), types in filled.items():
        if len(types) == 1 and (only := types.pop()):
            declared.classes[owner].types[name] = only


def _of_self(node: ast.AST) -> str:
    is_field = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self"
    return node.attr if is_field and isinstance(node, ast.Attribute) else ""


def _is_property(item: Function) -> bool:
    names = [dotted(each).rpartition(".")[2] for each in item.decorator_list]
    return any(name.endswith("property") for name in names)
