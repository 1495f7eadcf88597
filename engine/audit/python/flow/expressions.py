"""What expressions evaluate to, in the order in which Python evaluates them; uses that may fail are told on the way."""

import ast
from collections.abc import Callable

from engine.audit.python.flow.answers import answer
from engine.audit.python.flow.conditions import Tested, narrowed, where_full
from engine.audit.python.flow.items import is_there, is_unpackable, literal_length, number_of, sliced
from engine.audit.python.flow.state import CHECKED, GIVEN, HAS, ITEM, PLAIN, SOME, Outside, State, Value, joined
from engine.audit.python.flow.use import Use
from engine.audit.python.flow.ways import Ways
from engine.audit.python.guards import catches
from engine.audit.python.names import key_of, word_of
from engine.audit.python.nodes import children, walk
from engine.audit.python.source import Function, Source

HARMLESS = frozenset({"__class__", "__doc__", "__eq__", "__ne__", "__hash__", "__repr__", "__str__", "__bool__"})
"""What None has too."""
ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)
ORDER = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
CONSUMING = frozenset(
    {"len", "iter", "int", "float", "abs", "sum", "sorted", "list", "tuple", "set", "reversed", "round"}
)
"""Built-in functions that fail on None."""
ENDLESS = frozenset({"itertools.count", "itertools.cycle", "itertools.repeat"})
ENDLESS_TYPE = "itertools.count"
WRAPPING = frozenset({"itertools.chain", "map", "enumerate", "iter"})
"""Calls that are endless where one of their arguments is."""
CHECKING = ("check", "validate", "expect", "require", "ensure", "verify")
"""Beginnings of functions that raise where data has not the shape that was promised."""
VIEWS = frozenset({"items", "values", "keys", "copy"})


class Expressions:
    """Evaluates; what it hears of goes to `tell`."""

    def __init__(self, source: Source, owner: str, tell: Callable[[Use], None]) -> None:
        self.source = source
        self.owner = owner
        """Name of the class around the function; empty outside of one."""
        self.tell = tell
        self.caught: list[frozenset[str]] = []
        self.is_quiet = False
        self.later: list[ast.Lambda] = []

    def value(self, node: ast.expr | None, state: State) -> Value:
        """Evaluate; `state` learns what follows from it."""
        if node is None:
            return PLAIN
        return WAYS[type(node)](self, node, state)

    def other(self, node: ast.expr, state: State) -> Value:
        """Evaluate an expression of which nothing is known but its parts."""
        for child in children(node):
            if isinstance(child, ast.expr):
                self.value(child, state)
        return PLAIN

    def test(self, node: ast.expr, state: State) -> Tested:
        """Evaluate a condition: what is known where it holds, and where it does not."""
        return narrowed(node, state, self)

    def type_of(self, node: ast.expr, state: State) -> str:
        """Full name of the class of a value, or of the call that made it; empty where unknown."""
        if isinstance(node, ast.Name) and node.id in ("self", "cls") and self.owner:
            return self.owner
        key = key_of(node)
        if key and (known := state.values.get(key)) is not None and known.type:
            return known.type
        if isinstance(node, ast.Name):
            return "" if node.id in state.values else self._declared_type(node)
        if isinstance(node, ast.Attribute):
            if node.attr == "environ" and self.source.qualified(node) == "os.environ":
                return "os.environ"
            declared = self.source.declared.classes.get(self.type_of(node.value, state))
            return declared.types.get(node.attr, "") if declared else ""
        if isinstance(node, ast.Call):
            name = self.source.qualified(node.func)
            is_endless = name in WRAPPING and any(self.type_of(each, state) in ENDLESS for each in node.args)
            return ENDLESS_TYPE if is_endless else name
        if isinstance(node, ast.GeneratorExp) and not node.generators[0].ifs:
            return ENDLESS_TYPE if self.type_of(node.generators[0].iter, state) in ENDLESS else ""
        return "dict" if isinstance(node, ast.Dict | ast.DictComp) else ""

    def _declared_type(self, node: ast.Name) -> str:
        """The class of a name that the function takes from around it."""
        for around in self.source.above(node) if node.id in self.source.made_anywhere else ():
            if isinstance(around, Function) and node.id in (made := self.source.made_in(around)):
                return made[node.id]
        return self.source.declared.types.get(node.id, "")

    def needs(self, node: ast.expr, value: Value, state: State, whole: ast.expr | ast.stmt) -> None:
        """`node` is used in a way that None can't be."""
        key = key_of(node)
        if value.none and not catches(self.here, "AttributeError", "TypeError"):
            self.hear(Use("none", whole, node, value.none))
        state.learn(GIVEN, key)

    @property
    def here(self) -> frozenset[str]:
        """What is caught around the place that is evaluated."""
        return frozenset[str]().union(*self.caught)

    def hear(self, use: Use) -> None:
        """Tell of a use, unless a condition is only looked at again."""
        if not self.is_quiet:
            self.tell(use)

    def unpack(self, target: ast.expr, node: ast.expr, value: Value, state: State, whole: ast.stmt) -> None:
        """`value` of `node` is cut into the names of `target`."""
        self.needs(node, value, state, whole)
        if value.outside is not None and isinstance(target, ast.Tuple | ast.List):
            checked = is_unpackable(target.elts, node, value.outside, state)
            if checked is not None:
                self.hear(Use("unpack", whole, node, value.outside.words, value.outside, checked, self.here))

    # What the kinds of expressions do.

    def _constant(self, node: ast.Constant, _state: State) -> Value:
        return Value("it is set to None", is_none=True) if node.value is None else PLAIN

    def _name(self, node: ast.Name, state: State) -> Value:
        known = state.values.get(node.id)
        if known is None:
            kind = self._declared_type(node)
            return Value(type=kind) if kind else PLAIN
        if known.none and state.knows(GIVEN, node.id):
            return Value("", known.outside, known.type)
        return known

    def _attribute(self, node: ast.Attribute, state: State) -> Value:
        base = self.value(node.value, state)
        if node.attr not in HARMLESS:
            self.needs(node.value, base, state, node)
        key = key_of(node)
        if key and state.knows(GIVEN, key):
            known = state.values.get(key, PLAIN)
            return Value("", known.outside, known.type)
        if key and key in state.values:
            return state.values[key]
        if node.attr == "argv" and self.source.qualified(node) == "sys.argv":
            return Value(outside=Outside("arguments", "the command line", 1))
        if node.attr == "environ" and self.source.qualified(node) == "os.environ":
            return Value(outside=Outside("environment", "the environment"), type="os.environ")
        declared = self.source.declared.classes.get(self.type_of(node.value, state))
        if declared and isinstance(node.ctx, ast.Load):
            return Value(declared.maybe.get(node.attr, ""), type=declared.types.get(node.attr, ""))
        return PLAIN

    def _subscript(self, node: ast.Subscript, state: State) -> Value:
        base = self.value(node.value, state)
        self.value(node.slice, state)
        self.needs(node.value, base, state, node)
        key, held = key_of(node), key_of(node.value)
        if isinstance(node.ctx, ast.Load) and base.outside and not isinstance(node.slice, ast.Slice):
            self._item(node, base.outside, state)
            state.learn(HAS, held, word_of(node.slice))
        if key and key in state.values and not state.knows(GIVEN, key):
            return state.values[key]
        if base.outside and isinstance(node.slice, ast.Slice):
            return Value(outside=sliced(base.outside, node.slice))
        return Value(outside=base.outside if base.outside and base.outside.form == "data" else None)

    def _item(self, node: ast.Subscript, outside: Outside, state: State) -> None:
        checked = is_there(node, outside, state)
        if checked is not None:
            what = "index" if number_of(node.slice) is not None else "key"
            self.hear(Use(what, node, node.value, outside.words, outside, checked, self.here))

    def _call(self, node: ast.Call, state: State) -> Value:
        self.value(node.func, state) if not isinstance(node.func, ast.Name) else None
        arguments = [self.value(each, state) for each in node.args]
        for each in node.keywords:
            self.value(each.value, state)
        if isinstance(node.func, ast.Name):
            if node.func.id in state.values:
                self.needs(node.func, self.value(node.func, state), state, node)
            if node.func.id in CONSUMING and len(node.args) == 1:
                self.needs(node.args[0], arguments[0], state, node)
            if node.func.id == "next" and "next" not in state.values and len(node.args) == 1 and not node.keywords:
                self._next(node, state)
        self._touch(node, state)
        self._learn(node, self.source.qualified(node.func).rpartition(".")[2].lstrip("_"), state)
        result = answer(node, arguments, self, state)
        if isinstance(node.func, ast.Attribute) and node.func.attr in VIEWS | {"get", "pop"} and not result.outside:
            held = self.value_quietly(node.func.value, state).outside
            if held and held.form == "data":
                return Value(result.none, held, result.type)
        return result

    def value_quietly(self, node: ast.expr, state: State) -> Value:
        """Look at a value again, without telling of uses a second time."""
        before, self.is_quiet = self.is_quiet, True
        found = self.value(node, state)
        self.is_quiet = before
        return found

    def _touch(self, node: ast.Call, state: State) -> None:
        """Whoever is called, or given, may have filled its fields."""
        owner = node.func.value if isinstance(node.func, ast.Attribute) else None
        for each in (owner, *node.args):
            if isinstance(each, ast.Name):
                state.called(each.id)
        if isinstance(owner, ast.Name) and owner.id == "self" and isinstance(node.func, ast.Attribute):
            declared = self.source.declared.classes.get(self.owner)
            for name in declared.fills.get(node.func.attr, ()) if declared else ():
                state.learn(GIVEN, f"self.{name}")

    def _learn(self, node: ast.Call, short: str, state: State) -> None:
        if short.startswith(CHECKING):
            for each in node.args:
                state.learn(CHECKED, key_of(each))
                state.learn(GIVEN, key_of(each))
        if isinstance(node.func, ast.Attribute):
            held = key_of(node.func.value)
            if short in ("append", "add", "appendleft", "insert"):
                state.learn(SOME, held)
            elif short == "setdefault" and node.args:
                state.learn(HAS, held, word_of(node.args[0]))
            elif short in ("clear", "pop", "popleft", "remove", "discard", "popitem") and held:
                state.forget_items(held)

    def _next(self, node: ast.Call, state: State) -> None:
        subject = node.args[0]
        made = self.type_of(subject, state)
        if isinstance(subject, ast.GeneratorExp):
            made = self.type_of(subject.generators[0].iter, state)
        inner = subject.args[0] if isinstance(subject, ast.Call) and subject.args and _is_iter(subject) else subject
        if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Attribute) and inner.func.attr in VIEWS:
            inner = inner.func.value
        key = key_of(inner)
        known = bool(key) and (state.length(key) > 0 or state.knows(CHECKED, key))
        known = known or literal_length(inner) > 0 or made in ENDLESS or _takes_one(inner)
        self.hear(Use("next", node, inner, made, None, known, self.here))

    def _binop(self, node: ast.BinOp, state: State) -> Value:
        left, right = self.value(node.left, state), self.value(node.right, state)
        if isinstance(node.op, ARITHMETIC) and not (isinstance(node.op, ast.Mod) and _is_text(node.left)):
            self.needs(node.left, left, state, node)
            self.needs(node.right, right, state, node)
        return PLAIN

    def _unaryop(self, node: ast.UnaryOp, state: State) -> Value:
        if isinstance(node.op, ast.Not):
            return self._condition(node, state)
        self.needs(node.operand, self.value(node.operand, state), state, node)
        return PLAIN

    def _compare(self, node: ast.Compare, state: State) -> Value:
        return self._condition(node, state)

    def _boolop(self, node: ast.BoolOp, state: State) -> Value:
        return self._condition(node, state)

    def _condition(self, node: ast.expr, state: State) -> Value:
        tested = self.test(node, state)
        after = joined((tested.true, tested.false))
        if after is not None:
            state.become(after)
        return tested.value

    def _ifexp(self, node: ast.IfExp, state: State) -> Value:
        tested = self.test(node.test, state)
        values: list[Value] = []
        for branch, arm in ((tested.true, node.body), (tested.false, node.orelse)):
            if branch is not None:
                values.append(self.value(arm, branch))
        after = joined((tested.true, tested.false))
        if after is not None:
            state.become(after)
        none = next((each.none for each in values if each.none), "")
        outside = next((each.outside for each in values if each.outside), None)
        types = {each.type for each in values if not each.is_none}
        return Value(none, outside, types.pop() if len(types) == 1 else "", all(each.is_none for each in values))

    def _namedexpr(self, node: ast.NamedExpr, state: State) -> Value:
        value = self.value(node.value, state)
        state.bind(node.target.id, value)
        return value

    def _lambda(self, node: ast.Lambda, _state: State) -> Value:
        self.later.append(node)
        return PLAIN

    def _await(self, node: ast.Await, state: State) -> Value:
        return self.value(node.value, state)

    def _starred(self, node: ast.Starred, state: State) -> Value:
        self.needs(node.value, self.value(node.value, state), state, node)
        return PLAIN

    def _listcomp(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp, state: State) -> Value:
        self._comprehension(node.generators, [node.elt], state)
        return Value(type=self.type_of(node, state)) if isinstance(node, ast.GeneratorExp) else PLAIN

    _setcomp = _generatorexp = _listcomp

    def _dictcomp(self, node: ast.DictComp, state: State) -> Value:
        self._comprehension(node.generators, [node.key, node.value], state)
        return Value(type="dict")

    def _dict(self, node: ast.Dict, state: State) -> Value:
        for each in (*node.keys, *node.values):
            self.value(each, state)
        return Value(type="dict")

    def _comprehension(self, generators: list[ast.comprehension], results: list[ast.expr], state: State) -> None:
        inner: State | None = state.copy()
        for each in generators:
            if inner is None:
                return
            self.loop_over(each.target, each.iter, inner, each.iter)
            for test in each.ifs:
                inner = self.test(test, inner).true if inner is not None else None
        if inner is not None:
            for result in results:
                self.value(result, inner)

    def loop_over(self, target: ast.expr, over: ast.expr, state: State, whole: ast.expr | ast.stmt) -> None:
        """Bind what a loop takes from `over`."""
        value = self.value(over, state)
        self.needs(over, value, state, whole)
        chosen = over if isinstance(over, ast.IfExp) else None
        for each in walk(over) if state.conditions else ():
            if isinstance(each, ast.Name) and each.id in state.conditions:
                test = state.conditions[each.id].test
                chosen = test if isinstance(test, ast.IfExp) else chosen
        if chosen is not None:
            state.become(where_full(chosen, state, self))
        item = Value(outside=value.outside if value.outside and value.outside.form == "data" else None)
        names = [each for each in walk(target) if isinstance(each, ast.Name)]
        for each in names:
            state.bind(each.id, item)
        source = over.args[0] if isinstance(over, ast.Call) and over.args else over
        if isinstance(source, ast.Call) and isinstance(source.func, ast.Attribute):
            source = source.func.value
        for each in names:
            state.learn(HAS, key_of(source), each.id)
            if isinstance(over, ast.Call | ast.Tuple | ast.List):
                state.learn(ITEM, each.id)


WAYS = Ways(Expressions, Expressions.other)


def _takes_one(node: ast.expr) -> bool:
    """`x for x in (5, 2, 1) if ... or x == 1`: one of the literal's items is taken in any case."""
    if not isinstance(node, ast.GeneratorExp) or len(node.generators) != 1 or len(node.generators[0].ifs) > 1:
        return False
    loop = node.generators[0]
    if literal_length(loop.iter) < 1 or not isinstance(loop.iter, ast.Tuple | ast.List):
        return False
    ways = loop.ifs[0].values if loop.ifs and isinstance(loop.ifs[0], ast.BoolOp) else []
    items = {word_of(each) for each in loop.iter.elts}
    is_any = bool(loop.ifs) and isinstance(loop.ifs[0], ast.BoolOp) and isinstance(loop.ifs[0].op, ast.Or)
    chosen = [each for each in ways if isinstance(each, ast.Compare) and isinstance(each.ops[0], ast.Eq)]
    return not loop.ifs or (
        is_any
        and any(key_of(each.left) == key_of(loop.target) and word_of(each.comparators[0]) in items for each in chosen)
    )


def _is_iter(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id in (
        "iter",
        "reversed",
        "sorted",
        "list",
        "tuple",
        "enumerate",
    )


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str | bytes))
