"""Is it an Option or a Result that is unwrapped? Told by types in sight alone, and unknown where they say nothing."""

from dataclasses import dataclass, replace

from tree_sitter import Node

from engine.audit.fixes.syntax import known_methods as known
from engine.audit.fixes.syntax.call import UnwrapCall
from engine.audit.fixes.syntax.declarations import Declarations, declarations_of, owner_of
from engine.audit.fixes.syntax.rust_type import RustType, type_of_node
from engine.audit.fixes.syntax.source import RustSource, ancestors, nodes_of

OPTION, RESULT = RustType("Option<_>", "Option"), RustType("Result<_, _>", "Result")
WRITES = {"write", "writeln"}
DEEPEST = 12


@dataclass(frozen=True)
class Receiver:
    """What is unwrapped: its type as far as it is known, and why it is believed to be that."""

    type: RustType | None
    because: str

    @property
    def kind(self) -> str:
        """What is known of it: "option", "result" or "unknown"."""
        return self.type.kind if self.type is not None and self.type.kind != "other" else "unknown"


def receiver_of(call: UnwrapCall) -> Receiver:
    """Look at what the call is made on."""
    return _Reader(call.source, declarations_of(call.source.text)).read(call.receiver, DEEPEST)


def type_in_sight(source: RustSource, node: Node) -> RustType | None:
    """The type of an expression, without references to it, where the file says it."""
    return _Reader(source, declarations_of(source.text)).read(node, DEEPEST).type


def let_of(source: RustSource, node: Node) -> Node | None:
    """The `let` that gives a name its value: the last one before it in the blocks around it, up to the function."""
    below = node
    for above in ancestors(node):
        for each in reversed([e for e in above.children if e.end_byte <= below.start_byte]):
            if above.type == "block" and each.type == "let_declaration":
                pattern = each.child_by_field_name("pattern")
                if pattern is not None and source.of(pattern).removeprefix("mut").strip() == source.of(node):
                    return each
        if above.type == "function_item":
            return None
        below = above
    return None


def is_poisonable(call: UnwrapCall) -> bool:
    """Whether the receiver is a lock that fails only where a thread has panicked while it held it."""
    method, given = _method(call.source, call.receiver)
    return known.POISONED.get(method, -1) == given


def stays_failed(call: UnwrapCall) -> bool:
    """Whether what failed once fails whenever it is asked again: a poisoned lock, a channel that nobody sends to."""
    return is_poisonable(call) or _method(call.source, call.receiver) == ("recv", 0)


NOTHING = Receiver(None, "no type is in sight")


@dataclass(frozen=True)
class _Reader:
    source: RustSource
    declared: Declarations

    def read(self, node: Node, deeper: int) -> Receiver:
        if deeper == 0:
            return NOTHING
        words = " ".join(self.source.of(node).split())[:60]
        match node.type:
            case "identifier":
                return self._name(node, deeper)
            case "field_expression":
                found = self.declared.field_of(self._text(node, "field"), self._owner_of_value(node))
                return NOTHING if found is None else self._told(found, f"the field is {found.text}")
            case "parenthesized_expression" | "reference_expression" | "unary_expression":
                inner = node.named_children[-1]
                return self.read(inner, deeper - 1)
            case "call_expression":
                return self._call(node, deeper)
            case "try_expression" | "await_expression" | "index_expression":
                return self._inside(node, deeper)
            case "if_expression" | "match_expression" | "block":
                return NOTHING
            case _:
                return replace(NOTHING, because=f"no type of `{words}` is in sight")

    def _call(self, node: Node, deeper: int) -> Receiver:
        function = node.child_by_field_name("function")
        if function is None:
            return NOTHING
        if function.type == "generic_function":
            function = function.child_by_field_name("function") or function
        if function.type == "field_expression":
            return self._method_call(node, function, deeper)
        path = "".join(self.source.of(function).split())
        macro = self.source.macro_around(function)
        if macro is not None and macro.start == node.start_byte:
            return Receiver(RESULT, f"`{macro.name}!` gives a Result") if macro.name in WRITES else NOTHING
        last, last_two = path.rsplit("::", 1)[-1], "::".join(path.split("::")[-2:])
        owner = path.split("::")[-2] if "::" in path else ""
        if owner == "Self":
            owner = owner_of(self.source, node)
        found = self.declared.returned_by(last, owner)
        if found is not None and (owner == "" or any(whose == owner for whose, _ in self.declared.functions[last])):
            return self._told(found, f"`{last}` of this file returns {found.text}")
        if last_two in known.OPTION_FUNCTIONS or path in known.OPTION_FUNCTIONS:
            return Receiver(OPTION, f"`{last_two}` gives an Option")
        if last_two in known.RESULT_FUNCTIONS or last in known.TRIED:
            return Receiver(RESULT, f"`{last_two}` gives a Result")
        return replace(NOTHING, because=f"what `{last_two}` returns is not in sight")

    def _method_call(self, node: Node, function: Node, deeper: int) -> Receiver:
        method, given = _method(self.source, node)
        value = function.child_by_field_name("value")
        owner = self._owner_of_value(function)
        found = self.declared.method(method, owner)
        library = "option" if method in known.OPTION_METHODS else "result" if method in known.RESULT_METHODS else ""
        if found is not None and not owner and library and found.kind != library:
            return replace(NOTHING, because=f"`{method}` of this file and that of the library give different things")
        if found is not None and found.kind != "other":
            return self._told(found, f"`{method}` of this file returns {found.text}")
        if found is not None and owner:
            return NOTHING
        if method in known.KEEP_KIND and value is not None:
            inner = self.read(value, deeper - 1)
            if inner.kind != "unknown" and inner.type is not None:
                return replace(inner, type=replace(inner.type, arguments=()))
        if known.POISONED.get(method, -1) == given:
            return Receiver(RESULT, f"`{method}` of a lock gives a Result")
        if method in known.OPTION_METHODS and method not in known.KEEP_KIND:
            return Receiver(OPTION, f"`{method}` gives an Option")
        if method in known.RESULT_METHODS or (method == "join" and given == 0):
            return Receiver(RESULT, f"`{method}` gives a Result")
        if method == "pop" and given == 0:
            return Receiver(OPTION, "`pop` gives an Option")
        return replace(NOTHING, because=f"what `{method}` returns is not in sight")

    def _inside(self, node: Node, deeper: int) -> Receiver:
        if node.type != "try_expression":
            return self.read(node.named_children[0], deeper - 1) if node.type == "await_expression" else NOTHING
        inner = self.read(node.named_children[0], deeper - 1)
        value = None if inner.type is None else inner.type.value
        return NOTHING if value is None else self._told(value, f"{inner.because}, and `?` takes what it holds")

    def _name(self, node: Node, deeper: int) -> Receiver:
        name = self.source.of(node)
        bound = self._binding(node, name)
        if bound is None:
            constant = self.declared.constants.get(name)
            return NOTHING if constant is None else self._told(constant, f"{name} is {constant.text}")
        kind = bound.child_by_field_name("type")
        if kind is not None:
            return self._told(type_of_node(kind, self.source.text), f"`{name}` is {self.source.of(kind)}")
        value = bound.child_by_field_name("value")
        if bound.type == "let_declaration" and value is not None:
            return self.read(value, deeper - 1)
        return replace(NOTHING, because=f"the type of `{name}` is not in sight")

    def _binding(self, node: Node, name: str) -> Node | None:
        """The `let` or parameter that a name means: the last one before it in the blocks around it."""
        below = node
        for above in ancestors(node):
            earlier = [each for each in above.children if each.end_byte <= below.start_byte]
            if above.type == "block":
                for each in reversed(earlier):
                    if each.type == "let_declaration" and self._binds(each, name):
                        return each
            parameters = above.child_by_field_name("parameters")
            if above.type in ("function_item", "closure_expression") and parameters is not None:
                for each in parameters.named_children:
                    if each.type == "identifier" and self.source.of(each) == name:
                        return each
                    if each.type == "parameter" and self._binds(each, name):
                        return each
            pattern = above.child_by_field_name("pattern")
            if above.type in ("for_expression", "match_arm") and pattern is not None and self._has(pattern, name):
                return pattern
            if above.type in ("if_expression", "while_expression"):
                condition = above.child_by_field_name("condition")
                if condition is not None and condition != below and self._has(condition, name):
                    return condition if "let" in self.source.of(condition) else None
            if above.type == "function_item":
                return None
            below = above
        return None

    def _binds(self, each: Node, name: str) -> bool:
        pattern = each.child_by_field_name("pattern")
        if pattern is None:
            return False
        if pattern.type == "identifier" or pattern.type == "mut_pattern":
            return self.source.of(pattern).removeprefix("mut").strip() == name
        return False

    def _has(self, pattern: Node, name: str) -> bool:
        return any(each.type == "identifier" and self.source.of(each) == name for each in nodes_of(pattern))

    def _owner_of_value(self, field: Node) -> str:
        value = field.child_by_field_name("value")
        if value is not None and value.type == "self":
            return owner_of(self.source, field)
        return ""

    def _text(self, node: Node, field: str) -> str:
        found = node.child_by_field_name(field)
        return "" if found is None else self.source.of(found)

    def _told(self, type_: RustType, because: str) -> Receiver:
        return Receiver(self.declared.resolve(type_.behind), because)


def _method(source: RustSource, node: Node) -> tuple[str, int]:
    """The method that a call calls, and with how many arguments; "" where it calls none."""
    function, arguments = node.child_by_field_name("function"), node.child_by_field_name("arguments")
    if function is not None and function.type == "generic_function":
        function = function.child_by_field_name("function")
    if node.type != "call_expression" or function is None or function.type != "field_expression" or arguments is None:
        return "", 0
    field = function.child_by_field_name("field")
    return "" if field is None else source.of(field), len(arguments.named_children)
