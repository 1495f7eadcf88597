"""Follows the statements of one function: branches, loops, `try`, `match`, and where it ends."""

import ast
from dataclasses import dataclass, field, replace

from engine.audit.python.annotations import allows_none, class_of
from engine.audit.python.declared import full_name
from engine.audit.python.flow.expressions import Expressions
from engine.audit.python.flow.state import CHECKED, GIVEN, HAS, PLAIN, SOME, State, Value, joined
from engine.audit.python.flow.use import Use
from engine.audit.python.flow.ways import Ways
from engine.audit.python.guards import caught_by, suppressed_by
from engine.audit.python.names import dotted, key_of, word_of
from engine.audit.python.nodes import walk
from engine.audit.python.source import Function

TOOLKITS = ("PySide6.", "PySide2.", "PyQt6.", "PyQt5.", "qtpy.")
ENDING = frozenset(
    {"sys.exit", "exit", "quit", "os._exit", "os.abort", "pytest.fail", "pytest.skip", "pytest.xfail", "os.execv"}
)
BAILING = frozenset({"fail", "die", "bail", "bail_out", "abort", "usage_error"})
"""Plain functions that by their names do not come back, where they are from another file."""
ENDING_METHODS = frozenset({"fail", "skipTest", "error", "exit"})
"""Of test cases and of argument parsers; believed only where the receiver's name says that it is one."""


@dataclass
class Loop:
    """The states at the `break` and `continue` statements of a loop."""

    breaks: list[State] = field(default_factory=list[State])
    continues: list[State] = field(default_factory=list[State])


class Statements:
    """Walks the body of one function, module or class."""

    def __init__(self, expressions: Expressions) -> None:
        self.expressions = expressions
        self.loops: list[Loop] = []
        self.raising: list[State | None] = []
        """For each `try` around: what may be known where something in it fails."""
        self.functions: list[Function | ast.ClassDef] = []
        """Met on the way; their bodies run later."""

    def block(self, body: list[ast.stmt], state: State | None) -> State | None:
        """Follow statements one by one; None once the end can't be reached."""
        for statement in body:
            if state is None:
                return None
            if self.raising:
                self.raising = [joined((known, state)) if known is not None else state.copy() for known in self.raising]
            state = self.one(statement, state)
        if state is not None and self.raising:
            self.raising = [joined((known, state)) for known in self.raising]
        return state

    def one(self, node: ast.stmt, state: State) -> State | None:
        """Follow one statement."""
        return WAYS[type(node)](self, node, state)

    def other(self, _node: ast.stmt, state: State) -> State:
        """Follow a statement that changes nothing of what is known."""
        return state

    def _expr(self, node: ast.Expr, state: State) -> State | None:
        self.expressions.value(node.value, state)
        if isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Attribute):
            self._dropped(node.value, node.value.func, state)
        return None if isinstance(node.value, ast.Call) and self._ends(node.value) else state

    def _dropped(self, call: ast.Call, func: ast.Attribute, state: State) -> None:
        """The answer of a method of Qt that nobody looks at."""
        name = self.expressions.source.qualified(func)
        if not name.startswith(TOOLKITS):
            kind = self.expressions.type_of(func.value, state)
            declared = self.expressions.source.declared.classes.get(kind)
            name = f"{declared.base if declared is not None else kind}.{func.attr}"
        if name.startswith(TOOLKITS):
            self.expressions.hear(Use("unused", call, func.value, name))

    def _ends(self, call: ast.Call) -> bool:
        name = self.expressions.source.qualified(call.func)
        if (
            name in ENDING
            or (isinstance(call.func, ast.Name) and call.func.id in BAILING)
            or name in self.expressions.source.declared.never
        ):
            return True
        if not isinstance(call.func, ast.Attribute):
            return False
        owner = dotted(call.func.value)
        if call.func.attr in ENDING_METHODS and ("parser" in owner or owner == "self"):
            return True
        declared = self.expressions.source.declared.classes.get(
            self.expressions.owner if owner in ("self", "cls") else ""
        )
        return declared is not None and call.func.attr in declared.never

    def _assign(self, node: ast.Assign, state: State) -> State:
        value = self.expressions.value(node.value, state)
        for target in node.targets:
            self.bind(target, node.value, value, state, node)
        return state

    def _annassign(self, node: ast.AnnAssign, state: State) -> State:
        value = self.expressions.value(node.value, state) if node.value is not None else PLAIN
        if node.value is not None or isinstance(node.target, ast.Name):
            kind = value.type or full_name(class_of(node.annotation), self.expressions.source.imports)
            self.bind(
                node.target,
                node.value or node.target,
                Value(value.none, value.outside, kind, value.is_none),
                state,
                node,
            )
        return state

    def _augassign(self, node: ast.AugAssign, state: State) -> State:
        held = self.expressions.value(node.target, state)
        value = self.expressions.value(node.value, state)
        if not isinstance(node.op, ast.BitOr | ast.BitAnd):
            self.expressions.needs(node.target, held, state, node)
            self.expressions.needs(node.value, value, state, node)
        if key := key_of(node.target):
            state.bind(key, PLAIN)
        return state

    def bind(self, target: ast.expr, node: ast.expr, value: Value, state: State, whole: ast.stmt) -> None:
        """`target = node`."""
        if isinstance(target, ast.Tuple | ast.List):
            self._unpacked(target, node, value, state, whole)
        elif isinstance(target, ast.Starred):
            self.bind(target.value, node, Value(outside=value.outside), state, whole)
        elif key := key_of(target):
            if isinstance(target, ast.Attribute | ast.Subscript):
                self.expressions.value(target, state)
            state.bind(key, value)
            if isinstance(target, ast.Subscript):
                state.learn(HAS, key_of(target.value), word_of(target.slice))
                state.learn(SOME, key_of(target.value))
            elif isinstance(target, ast.Name):
                state.remember(key, node)
            if isinstance(node, ast.Name) and (GIVEN, node.id, "") in state.facts:
                state.learn(GIVEN, key)
        else:
            self.expressions.value(target, state)

    def _unpacked(
        self, target: ast.Tuple | ast.List, node: ast.expr, value: Value, state: State, whole: ast.stmt
    ) -> None:
        pairs = node.elts if isinstance(node, ast.Tuple | ast.List) else []
        is_paired = len(pairs) == len(target.elts) and not any(
            isinstance(e, ast.Starred) for e in (*pairs, *target.elts)
        )
        if is_paired:
            values = [self.expressions.value_quietly(each, state) for each in pairs]
            for each, source, known in zip(target.elts, pairs, values, strict=True):
                self.bind(each, source, known, state, whole)
            return
        self.expressions.unpack(target, node, value, state, whole)
        item = Value(outside=value.outside if value.outside and value.outside.form == "data" else None)
        for each in target.elts:
            self.bind(each, each, item, state, whole)

    def _return(self, node: ast.Return, state: State) -> None:
        self.expressions.value(node.value, state)

    def _raise(self, node: ast.Raise, state: State) -> None:
        self.expressions.value(node.exc, state)
        self.expressions.value(node.cause, state)

    def _assert(self, node: ast.Assert, state: State) -> State | None:
        tested = self.expressions.test(node.test, state)
        if node.msg is not None and tested.false is not None:
            self.expressions.value(node.msg, tested.false)
        return tested.true

    def _delete(self, node: ast.Delete, state: State) -> State:
        for each in node.targets:
            if key := key_of(each):
                state.forget(key)
            if isinstance(each, ast.Subscript):
                state.forget_items(key_of(each.value))
        return state

    def _break(self, _node: ast.Break, state: State) -> None:
        if self.loops:
            self.loops[-1].breaks.append(state)

    def _continue(self, _node: ast.Continue, state: State) -> None:
        if self.loops:
            self.loops[-1].continues.append(state)

    def _if(self, node: ast.If, state: State) -> State | None:
        tested = self.expressions.test(node.test, state)
        text = ast.unparse(node.test) if isinstance(node.test, ast.Name | ast.Attribute | ast.Compare) else ""
        if text and tested.true is not None:
            tested.true.hold(text)
        if text and tested.false is not None:
            tested.false.hold(f"not {text}")
        yes, no = self.block(node.body, tested.true), self.block(node.orelse, tested.false)
        after = joined((yes, no))
        if text and after is not None and yes is not None and no is not None:
            _note_condition(after, yes, no, text)
        return after

    def _while(self, node: ast.While, state: State) -> State | None:
        entry: State | None = state
        outs: list[State | None] = []
        for _ in range(2):
            if entry is None:
                break
            tested = self.expressions.test(node.test, entry.copy())
            loop = Loop()
            self.loops.append(loop)
            end = self.block(node.body, tested.true)
            self.loops.pop()
            outs = [self.block(node.orelse, tested.false), *loop.breaks]
            before, entry = entry, joined((entry, end, *loop.continues))
            if entry is not None and entry.tells_as_much_as(before):
                break
        if entry is not None:
            last = self.expressions.test(node.test, entry).false
            outs = [self.block(node.orelse, last), *outs[1:]]
        return joined(outs)

    def _for(self, node: ast.For | ast.AsyncFor, state: State) -> State | None:
        entry: State | None = state
        breaks: list[State] = []
        ends: list[State | None] = []
        for _ in range(2):
            if entry is None:
                break
            inside = entry.copy()
            self.expressions.loop_over(node.target, node.iter, inside, node)
            loop = Loop()
            self.loops.append(loop)
            end = self.block(node.body, inside)
            self.loops.pop()
            breaks += loop.breaks
            ends = [end, *loop.continues]
            before, entry = entry, joined((entry, end, *loop.continues))
            if entry is not None and entry.tells_as_much_as(before):
                break
        after = joined(ends) if _runs(node.iter) else entry
        return joined((self.block(node.orelse, after), *breaks))

    _asyncfor = _for

    def _with(self, node: ast.With | ast.AsyncWith, state: State) -> State | None:
        caught = frozenset[str]()
        for item in node.items:
            caught |= suppressed_by(item, self.expressions.source.declared)
            value = self.expressions.value(item.context_expr, state)
            self.expressions.needs(item.context_expr, value, state, node)
            if item.optional_vars is not None:
                kind = value.type if value.type.rpartition(".")[2][:1].isupper() else ""
                self.bind(item.optional_vars, item.context_expr, Value(type=kind), state, node)
        if not caught:
            return self.block(node.body, state)
        self.expressions.caught.append(caught)
        self.raising.append(state.copy())
        end = self.block(node.body, state)
        self.expressions.caught.pop()
        return joined((end, self.raising.pop()))

    _asyncwith = _with

    def _try(self, node: ast.Try | ast.TryStar, state: State) -> State | None:
        self.raising.append(state.copy())
        self.expressions.caught.append(caught_by(node, self.expressions.source.declared))
        end = self.block(node.body, state)
        self.expressions.caught.pop()
        failed = self.raising.pop()
        ends = [self.block(node.orelse, end)]
        for handler in node.handlers:
            entry = failed.copy() if failed is not None else None
            if entry is not None and handler.name:
                entry.bind(handler.name, PLAIN)
            ends.append(self.block(handler.body, entry))
        if not node.finalbody:
            return joined(ends)
        if failed is not None:
            self.block(node.finalbody, failed.copy())
        return self.block(node.finalbody, joined(ends))

    _trystar = _try

    def _match(self, node: ast.Match, state: State) -> State | None:
        self.expressions.value(node.subject, state)
        key = key_of(node.subject)
        ends: list[State | None] = []
        rest: State | None = state
        for case in node.cases:
            if rest is None:
                break
            inside = rest.copy()
            pattern = case.pattern
            matches_none = isinstance(pattern, ast.MatchSingleton) and pattern.value is None
            anything = isinstance(pattern, ast.MatchAs) and pattern.pattern is None
            for each in walk(pattern):
                for name in (getattr(each, "name", None), getattr(each, "rest", None)):
                    if isinstance(name, str):
                        inside.bind(name, PLAIN)
            if not anything and not matches_none:
                inside.learn(GIVEN, key)
                inside.learn(CHECKED, key)
            entry = inside if case.guard is None else self.expressions.test(case.guard, inside).true
            ends.append(self.block(case.body, entry))
            if anything and case.guard is None:
                rest = None
            elif matches_none and case.guard is None:
                rest.learn(GIVEN, key)
        return joined((*ends, rest))

    def _functiondef(self, node: Function | ast.ClassDef, state: State) -> State:
        for each in node.decorator_list:
            self.expressions.value(each, state)
        if not isinstance(node, ast.ClassDef):
            for each in (*node.args.defaults, *node.args.kw_defaults):
                self.expressions.value(each, state)
        if not self.expressions.is_quiet and node not in self.functions:
            self.functions.append(node)
        state.forget(node.name)
        return state

    _asyncfunctiondef = _classdef = _functiondef

    def _import(self, node: ast.Import | ast.ImportFrom, state: State) -> State:
        for each in node.names:
            state.forget((each.asname or each.name).partition(".")[0])
        return state

    _importfrom = _import


WAYS = Ways(Statements, Statements.other)


def _note_condition(after: State, yes: State, no: State, text: str) -> None:
    """Take down which values are None on one side of a condition alone: it may be asked again."""
    for key, value in after.values.items():
        if not value.none or value.unless or not key.isidentifier():
            continue
        sides = [_may_be_none(side, key) for side in (yes, no)]
        if sides == [False, True]:
            after.values[key] = replace(value, unless=text)
        elif sides == [True, False]:
            after.values[key] = replace(value, unless=f"not {text}")


def _may_be_none(state: State, key: str) -> bool:
    value = state.values.get(key)
    return value is not None and bool(value.none) and not state.knows(GIVEN, key)


def _runs(over: ast.expr) -> bool:
    """Whether a loop over this runs at least once for certain."""
    if isinstance(over, ast.Tuple | ast.List | ast.Set):
        return bool(over.elts) and not all(isinstance(each, ast.Starred) for each in over.elts)
    if isinstance(over, ast.Constant):
        return bool(over.value)
    if not isinstance(over, ast.Call) or dotted(over.func) not in ("range", "itertools.count", "count"):
        return False
    numbers = [each.value for each in over.args if isinstance(each, ast.Constant) and isinstance(each.value, int)]
    if len(numbers) != len(over.args):
        return False
    return not numbers or numbers[0] > 0 if len(numbers) < 2 else numbers[0] < numbers[1]


def entry_of(function: Function | ast.Lambda, expressions: Expressions) -> State:
    """What is known where a function begins: which of its parameters may be None, and their classes."""
    state = State()
    arguments = function.args
    plain = [*arguments.posonlyargs, *arguments.args]
    defaults = dict(zip([each.arg for each in reversed(plain)], reversed(arguments.defaults), strict=False))
    defaults |= {
        each.arg: value
        for each, value in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
        if value is not None
    }
    for each in (*plain, *arguments.kwonlyargs):
        default = defaults.get(each.arg)
        none = ""
        if allows_none(each.annotation):
            none = "its annotation says so"
        elif isinstance(default, ast.Constant) and default.value is None:
            none = "its default is None"
        kind = full_name(class_of(each.annotation), expressions.source.imports)
        state.values[each.arg] = Value(none, type="" if none and kind == "None" else kind)
    for each in (arguments.vararg, arguments.kwarg):
        if each is not None:
            state.values[each.arg] = PLAIN
    return state
