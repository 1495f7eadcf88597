"""What a condition tells where it holds, and where it does not."""

import ast
from dataclasses import dataclass, replace

from engine.audit.python.flow.evaluating import Evaluating
from engine.audit.python.flow.items import literal_length
from engine.audit.python.flow.state import CHECKED, GIVEN, HAS, HERE, LONG, PLAIN, SOME, State, Value, joined
from engine.audit.python.names import dotted, key_of, word_of
from engine.audit.python.nodes import walk

EMPTY = ("", b"", 0)
SWAPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Lt: ast.Gt, ast.LtE: ast.GtE, ast.Gt: ast.Lt, ast.GtE: ast.LtE}
OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Lt: ast.GtE, ast.LtE: ast.Gt, ast.Gt: ast.LtE, ast.GtE: ast.Lt}
MORE: dict[type[ast.cmpop], int] = {ast.Eq: 0, ast.GtE: 0, ast.Gt: 1}
"""A comparison of a length with a number -> how much longer than the number it is at least."""


@dataclass(slots=True)
class Tested:
    """The value of a condition, and what is known after it; None where it never comes out so."""

    value: Value
    true: State | None
    false: State | None


def narrowed(node: ast.expr, state: State, flow: Evaluating) -> Tested:
    """Evaluate `node` as a condition. `state` must not be used afterwards, unless as the copy that is returned."""
    if isinstance(node, ast.BoolOp):
        return _all_of(node, state, flow) if isinstance(node.op, ast.And) else _any_of(node, state, flow)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        inner = narrowed(node.operand, state, flow)
        return Tested(PLAIN, inner.false, inner.true)
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        return _compared(node, node.ops[0], node.comparators[0], state, flow)
    if isinstance(node, ast.Compare):
        return _chained(node, state, flow)
    if isinstance(node, ast.NamedExpr):
        return _named(node, state, flow)
    value = flow.value(node, state)
    if isinstance(node, ast.Constant):
        return Tested(value, state if node.value else None, None if node.value else state)
    true, false = state.copy(), state
    if isinstance(node, ast.Call):
        _called(node, true, flow)
    key = key_of(node)
    if key:
        true.learn(GIVEN, key)
        true.learn(SOME, key)
        _found_by_get(node, true)
        if key in state.conditions:
            test = state.conditions[key].test
            if isinstance(test, ast.IfExp):
                return Tested(value, where_full(test, true, flow), false)
            return _flag(test, value, true, false, flow)
    return Tested(value, true, false)


def where_full(choice: ast.IfExp, state: State, flow: Evaluating) -> State:
    """What is known where `x if test else None`, or `else ()`, is there: that the test came out so."""
    before, flow.is_quiet = flow.is_quiet, True
    tested = narrowed(choice.test, state.copy(), flow)
    flow.is_quiet = before
    for arm, branch in ((choice.orelse, tested.true), (choice.body, tested.false)):
        if branch is not None and (_is_none(arm) or literal_length(arm) == 0):
            return branch
    return state


def _flag(test: ast.expr, value: Value, true: State, false: State, flow: Evaluating) -> Tested:
    before, flow.is_quiet = flow.is_quiet, True
    yes, no = narrowed(test, true, flow).true, narrowed(test, false, flow).false
    flow.is_quiet = before
    return Tested(value, yes, no)


def _all_of(node: ast.BoolOp, state: State, flow: Evaluating) -> Tested:
    falses: list[State | None] = []
    none, now = "", state
    outside = None
    for number, operand in enumerate(node.values, 1):
        tested = narrowed(operand, now, flow)
        none = none or tested.value.none
        outside = tested.value.outside
        falses.append(tested.false)
        if tested.true is None:
            return Tested(Value(none), None, joined(falses))
        if number == len(node.values):
            return Tested(Value(none, outside), tested.true, joined(falses))
        now = tested.true
    return Tested(PLAIN, state, state.copy())


def _any_of(node: ast.BoolOp, state: State, flow: Evaluating) -> Tested:
    trues: list[State | None] = []
    value, now = PLAIN, state
    outside = None
    for operand in node.values:
        tested = narrowed(operand, now, flow)
        value = tested.value
        outside = outside or tested.value.outside
        trues.append(tested.true)
        if tested.false is None:
            return Tested(Value("", outside), joined(trues), None)
        now = tested.false
    if outside is not None and value.outside is None:
        outside = replace(outside, least=max(outside.least, 1))
    return Tested(Value(value.none, outside, is_none=value.is_none), joined(trues), now)


def _named(node: ast.NamedExpr, state: State, flow: Evaluating) -> Tested:
    value = flow.value(node, state)
    if isinstance(node.value, ast.BoolOp | ast.Compare):
        state.remember(node.target.id, node.value)
        return _flag(node.value, value, state.copy(), state, flow)
    true = state.copy()
    for key in (node.target.id, key_of(node.value)):
        true.learn(GIVEN, key)
        true.learn(SOME, key)
    _found_by_get(node.value, true)
    return Tested(value, true, state)


def _found_by_get(node: ast.expr, true: State) -> None:
    """What `d.get(k)` gave is there."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get" and node.args:
        true.learn(HAS, key_of(node.func.value), word_of(node.args[0]))


def _called(node: ast.Call, true: State, flow: Evaluating) -> None:
    """A call that says yes has looked at its arguments."""
    short = (dotted(node.func) or getattr(node.func, "attr", "")).rpartition(".")[2]
    first = node.args[0] if node.args else None
    if short in ("all", "any") and isinstance(first, ast.GeneratorExp):
        _each_of(first, short, true)
        return
    if short in ("match", "search", "fullmatch"):
        true.learn(CHECKED, key_of(node.args[-1]) if node.args else "")
    for each in node.args:
        true.learn(GIVEN, key_of(each))
        if isinstance(each, ast.Starred):
            continue
        if short not in ("isinstance", "len", "bool", "hasattr", "callable", "issubclass"):
            true.learn(CHECKED, key_of(each))
        if short == "len":
            true.learn(SOME, key_of(each))
    if short in ("startswith", "endswith") and isinstance(node.func, ast.Attribute):
        for each in node.args:
            true.learn(HAS, key_of(node.func.value), word_of(each))


def _each_of(test: ast.GeneratorExp, short: str, true: State) -> None:
    """`all(k in data for k in (...))`, `all((a, b))`: each of them was looked at."""
    if short != "all":
        return
    for compare in walk(test.elt):
        if isinstance(compare, ast.Compare) and isinstance(compare.ops[0], ast.In):
            true.learn(CHECKED, key_of(compare.comparators[0]))
    if isinstance(test.elt, ast.Compare) and isinstance(test.elt.ops[0], ast.IsNot):
        over = test.generators[0].iter
        for each in over.elts if isinstance(over, ast.Tuple | ast.List) else []:
            true.learn(GIVEN, key_of(each))


def _chained(node: ast.Compare, state: State, flow: Evaluating) -> Tested:
    """`0 < len(x) <= 3`: each pair holds where all do."""
    left = node.left
    now: State | None = state
    false = state.copy()
    for op, right in zip(node.ops, node.comparators, strict=True):
        pair = ast.copy_location(ast.Compare(left, [op], [right]), node)
        now = _compared(pair, op, right, now, flow).true if now is not None else None
        left = right
    return Tested(PLAIN, now, false)


def _compared(node: ast.Compare, op: ast.cmpop, right: ast.expr, state: State, flow: Evaluating) -> Tested:
    left = node.left
    first, second = flow.value(left, state), flow.value(right, state)
    if isinstance(op, ast.Lt | ast.LtE | ast.Gt | ast.GtE):
        flow.needs(left, first, state, node)
        flow.needs(right, second, state, node)
    elif isinstance(op, ast.In | ast.NotIn):
        flow.needs(right, second, state, node)
    true, false = state.copy(), state
    if (_is_none(right) or _is_none(left)) and isinstance(op, ast.Is | ast.IsNot | ast.Eq | ast.NotEq):
        subject = left if _is_none(right) else right
        yes = _none_branch(subject, first if _is_none(right) else second, true)
        false.learn(GIVEN, key_of(subject))
        if isinstance(subject, ast.NamedExpr):
            false.learn(GIVEN, key_of(subject.value))
        _found_by_get(subject.value if isinstance(subject, ast.NamedExpr) else subject, false)
        chosen = state.conditions.get(key_of(subject))
        if chosen is not None and isinstance(chosen.test, ast.IfExp):
            false = where_full(chosen.test, false, flow)
        return Tested(PLAIN, false, yes) if isinstance(op, ast.IsNot | ast.NotEq) else Tested(PLAIN, yes, false)
    if isinstance(op, ast.Eq | ast.Is | ast.NotEq | ast.IsNot):
        _equal(left, right, second, true, false)
        _equal(right, left, first, true, false)
        _measured(left, ast.Eq(), right, true)
        _asked_about(left, true)
    elif isinstance(op, ast.In | ast.NotIn):
        held = right.func.value if isinstance(right, ast.Call) and isinstance(right.func, ast.Attribute) else right
        true.learn(HAS, key_of(held), word_of(left))
        true.learn(SOME, key_of(held))
        _asked_about(left, true)
        if not _holds_none(right):
            true.learn(GIVEN, key_of(left))
    else:
        _measured(left, op, right, true)
        _measured(left, _opposite(op), right, false)
        _keys_compared(left, right, true)
    if isinstance(op, ast.NotEq | ast.NotIn | ast.IsNot):
        return Tested(PLAIN, false, true)
    return Tested(PLAIN, true, false)


def _asked_about(node: ast.expr, true: State) -> None:
    """`type(x) is T`, `shape(x) in (...)`: an answer that was expected tells of what was asked about."""
    for each in node.args if isinstance(node, ast.Call) else ():
        true.learn(GIVEN, key_of(each))


def _none_branch(subject: ast.expr, value: Value, branch: State) -> State | None:
    """What is known where something is None: nothing is, if it never can be."""
    key = key_of(subject)
    if key and not value.none and branch.knows(GIVEN, key):
        return None
    if key:
        branch.facts.discard((GIVEN, key, ""))
        branch.values[key] = Value(value.none or HERE, type=value.type, is_none=True)
        if isinstance(subject, ast.NamedExpr) and (inner := key_of(subject.value)):
            branch.facts.discard((GIVEN, inner, ""))
    return branch


def _equal(one: ast.expr, other: ast.expr, value: Value, true: State, false: State) -> None:
    if not value.none and isinstance(other, ast.Constant | ast.JoinedStr | ast.Attribute):
        true.learn(GIVEN, key_of(one))
    if (isinstance(other, ast.Constant) and other.value in EMPTY) or literal_length(other) == 0:
        false.learn(SOME, key_of(one))
    elif isinstance(other, ast.Constant):
        true.learn(SOME, key_of(one))
    _set_of_keys(one, true)


def _set_of_keys(node: ast.expr, true: State) -> None:
    """`set(data)` and `data.keys()` in a comparison: somebody looks at which keys there are."""
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr == "keys":
            true.learn(CHECKED, key_of(node.func.value))
        elif dotted(node.func) in ("set", "sorted", "list", "frozenset", "type") and node.args:
            true.learn(CHECKED, key_of(node.args[0]))


def _keys_compared(left: ast.expr, right: ast.expr, true: State) -> None:
    for side in (left, right):
        _set_of_keys(side, true)
        if isinstance(side, ast.BinOp):
            _set_of_keys(side.left, true)
            _set_of_keys(side.right, true)


def _measured(left: ast.expr, op: ast.cmpop | None, right: ast.expr, branch: State) -> None:
    """`len(x) > 2` and the like; `x.count(y) == 1` for a text that is cut at y."""
    if isinstance(left, ast.Constant) and op is not None and type(op) in SWAPPED:
        left, right, op = right, left, SWAPPED[type(op)]()
    if not isinstance(left, ast.Call) or op is None:
        return
    if isinstance(left.func, ast.Attribute) and left.func.attr == "count":
        branch.learn(CHECKED, key_of(left.func.value))
        return
    if dotted(left.func) != "len" or len(left.args) != 1:
        return
    key = key_of(left.args[0])
    if not isinstance(right, ast.Constant) or not isinstance(right.value, int):
        branch.learn(CHECKED, key)
        return
    more = MORE.get(type(op))
    if more is not None:
        branch.learn(LONG, key, str(right.value + more))
        branch.learn(GIVEN, key)
    if isinstance(op, ast.Eq):
        branch.learn(CHECKED, key)


def _opposite(op: ast.cmpop) -> ast.cmpop | None:
    other = OPPOSITE.get(type(op))
    return other() if other is not None else None


def _holds_none(node: ast.expr) -> bool:
    """Whether a container may hold None, as far as its text tells."""
    return any(_is_none(each) for each in walk(node))


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
