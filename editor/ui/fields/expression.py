"""What a designer may type into a number field: a number, arithmetic, or a change relative to each old value."""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

_BINARY: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_RELATIVE = re.compile(r"^(?P<op>\+=|-=|\*=|/=|\+|\*|/)(?P<rest>.+)$")
_LONGEST = 80


class ExpressionError(ValueError):
    """The typed text is no number and no arithmetic; the message says what was expected."""


@dataclass(frozen=True)
class Entry:
    """What the typed text asks for: a value, or an operation on each old value."""

    operation: Literal["set", "add", "subtract", "multiply", "divide"]
    operand: float

    @property
    def relative(self) -> bool:
        """Whether the result depends on the old value."""
        return self.operation != "set"

    def apply(self, old: float) -> float:
        """The new value for an old one."""
        match self.operation:
            case "set":
                return self.operand
            case "add":
                return old + self.operand
            case "subtract":
                return old - self.operand
            case "multiply":
                return old * self.operand
            case "divide":
                return old / self.operand


_OPERATIONS: dict[str, Literal["add", "subtract", "multiply", "divide"]] = {
    "+": "add",
    "-": "subtract",
    "*": "multiply",
    "/": "divide",
}


def parse_entry(text: str, unit: str = "") -> Entry:
    """Read `12`, `6.5*2+1`, `−4`, `1,400 hp`, `+10`, `*1.2` or `-=5`.

    A leading plus, times or divide is relative to the old value; a leading minus is a negative number (write `-=` to
    subtract). Raises ExpressionError.
    """
    plain = _plain(text, unit)
    found = _RELATIVE.match(plain)
    if found is None:
        return Entry("set", evaluate(plain))
    operation = _OPERATIONS[found["op"][0]]
    operand = evaluate(found["rest"])
    if operation == "divide" and operand == 0.0:
        raise ExpressionError("Division by zero.")
    return Entry(operation, operand)


def evaluate(text: str) -> float:
    """The value of an arithmetic text with + - * / and brackets. Raises ExpressionError."""
    if not text or len(text) > _LONGEST:
        raise ExpressionError("Expected a number.")
    try:
        value = _value(ast.parse(text, mode="eval").body)
    except ZeroDivisionError:
        raise ExpressionError("Division by zero.") from None
    except (SyntaxError, RecursionError, OverflowError, MemoryError, ValueError):
        raise ExpressionError("Expected a number or arithmetic such as 6.5*2+1.") from None
    if not math.isfinite(value):
        raise ExpressionError("The result is too large.")
    return value


def is_arithmetic(text: str, unit: str = "") -> bool:
    """Whether the text is more than one number, so that its result is worth showing while it is typed."""
    plain = _plain(text, unit)
    return not _RELATIVE.match(plain) and any(sign in plain.lstrip("-") for sign in "+-*/(")


def _plain(text: str, unit: str) -> str:
    """The text without thousands marks, true minus signs, spaces and the unit."""
    plain = text.replace("−", "-").replace("×", "*").replace(",", "").replace("\u2009", "").strip()
    if unit and plain.endswith(unit):
        plain = plain[: -len(unit)]
    return plain.strip()


def _value(node: ast.expr) -> float:
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return float(number)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand)
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return _value(operand)
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _BINARY:
            return _BINARY[type(sign)](_value(left), _value(right))
        case _:
            raise ExpressionError("Expected a number or arithmetic such as 6.5*2+1.")
