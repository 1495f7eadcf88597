"""What a designer may type into a number field: a number, arithmetic, or a change relative to each old value."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from editor.ui.fields.quantities import expected, factor

_RELATIVE = re.compile(r"^(?P<op>\+=|-=|\*=|/=|\+|\*|/)(?P<rest>.+)$", re.DOTALL)
_TOKEN = re.compile(
    r"(?P<space>[ \t]+)"
    r"|(?P<number>(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?"
    r"|\.[0-9]+(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>(?:[A-Za-zµ]+(?:/[a-z]+(?:²|2|\^2)?)?|°|%))"
    r"|(?P<sign>[-+*/(),])"
)
_THIN = re.compile("(?<=[0-9])[\u2009\u202f](?=[0-9]{3})")
_DECIMAL_COMMA = re.compile(r"[0-9],[0-9]")
_ONE_NUMBER = re.compile(r"^-?[0-9.,]*(?:[eE][+-]?[0-9]+)?$")
_PLAIN_UNIT = re.compile(r"[A-Za-zµ/²°%]*")
_VECTOR_NAME = re.compile(r"^[A-Za-z_.]*[Vv]ec(?:tor)?[0-9]?[a-z]?\s*(?=[(\[{])")
_AXIS_NAME = re.compile(r"(?<![A-Za-z])[xyzXYZ](?:\s*[=:]\s*|\s+)")
_LONGEST = 80
_ANY = "Expected a number or arithmetic such as 6.5*2+1."

CONSTANTS = {"pi": math.pi, "tau": math.tau}
FUNCTIONS: dict[str, tuple[Callable[..., float], int]] = {
    "sqrt": (math.sqrt, 1),
    "abs": (abs, 1),
    "round": (lambda value: float(round(value)), 1),
    "floor": (lambda value: float(math.floor(value)), 1),
    "ceil": (lambda value: float(math.ceil(value)), 1),
    "min": (min, 2),
    "max": (max, 2),
}
"""What may be called, with the number of its arguments."""


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
    """Read `12`, `6.5*2+1`, `sqrt(2)*pi`, `1.5 km`, `1,400 hp`, `+10`, `*1.2` or `-=5` for a field with a unit.

    A leading plus, times or divide is relative to the old value; a leading minus is a negative number (write `-=` to
    subtract). A number without a unit is in the field's own. Raises ExpressionError.
    """
    plain = _plain(text)
    found = _RELATIVE.match(plain)
    if found is None:
        return Entry("set", evaluate(plain, unit))
    operation = _OPERATIONS[found["op"][0]]
    # By how much something is multiplied has no unit of its own.
    operand = evaluate(found["rest"], unit if operation in ("add", "subtract") else "")
    if operation == "divide" and operand == 0.0:
        raise ExpressionError("Division by zero.")
    return Entry(operation, operand)


def evaluate(text: str, unit: str = "") -> float:
    """The value of an arithmetic text with + - * / and brackets, in a field's unit. Raises ExpressionError."""
    if not text.strip() or len(text) > _LONGEST:
        raise ExpressionError("Expected a number.")
    reader = _Reader(_without_unit(text, unit), unit)
    try:
        value = reader.whole()
    except ZeroDivisionError:
        raise ExpressionError("Division by zero.") from None
    if not math.isfinite(value):
        raise ExpressionError("The result is too large.")
    return value


def is_arithmetic(text: str, unit: str = "") -> bool:
    """Whether the text is more than one number in the field's unit, so that its result is worth showing meanwhile."""
    plain = _without_unit(_plain(text), unit)
    return not _RELATIVE.match(plain) and not _ONE_NUMBER.match(plain)


def parse_vector(text: str, unit: str = "") -> tuple[Entry, Entry, Entry] | None:
    """Read three entries as `1, 2, 3`, `(1; 2; 3)`, `[1 2 3]` or `x=1 y=2 z=3`; None when the text is no such list."""
    plain = _VECTOR_NAME.sub("", _plain(text))
    if re.fullmatch(r"[(\[{].*[)\]}]", plain, re.DOTALL):
        plain = plain[1:-1]
    plain = _AXIS_NAME.sub(" ", plain).strip()
    for divider in (r"\s*[;\n\t]\s*", r",\s*", r"\s+"):
        parts = [part for part in re.split(divider, plain) if part.strip()]
        if len(parts) == 3:
            try:
                first, second, third = (parse_entry(part, unit) for part in parts)
            except ExpressionError:
                continue
            return first, second, third
    return None


def _plain(text: str) -> str:
    """The text with plain minus and times signs, without thin thousands marks."""
    return _THIN.sub("", text.replace("−", "-").replace("×", "*").replace("\u00a0", " ")).strip()


def _without_unit(text: str, unit: str) -> str:
    """The text without the field's own unit at its end, where that is no single word, as `1/min`, or of one number."""
    if unit in ("", "1"):
        return text
    rest = text.removesuffix(unit).rstrip()
    return rest if not _PLAIN_UNIT.fullmatch(unit) or _ONE_NUMBER.match(rest) else text


class _Reader:
    """Reads one text by recursive descent: sums of products of signed numbers with units, brackets and functions."""

    def __init__(self, text: str, unit: str) -> None:
        self._unit = unit
        self._tokens: list[tuple[str, str]] = []
        self._at = 0
        place = 0
        while place < len(text):
            found = _TOKEN.match(text, place)
            if found is None:
                raise ExpressionError(_ANY)
            place = found.end()
            if found.lastgroup != "space":
                self._tokens.append((str(found.lastgroup), found[0]))
        self._has_comma = bool(_DECIMAL_COMMA.search(text))

    def whole(self) -> float:
        """The value of the whole text."""
        value = self._sum()
        if self._at < len(self._tokens):
            if self._next == "," and self._has_comma:
                raise ExpressionError("Expected one number, with a point as the decimal mark.")
            raise ExpressionError(_ANY)
        return value

    @property
    def _next(self) -> str:
        return self._tokens[self._at][1] if self._at < len(self._tokens) else ""

    def _took(self, *signs: str) -> str:
        """The next sign, taken, when it is one of these; else nothing."""
        sign = self._next
        if sign not in signs:
            return ""
        self._at += 1
        return sign

    def _sum(self) -> float:
        value = self._product()
        while sign := self._took("+", "-"):
            value = (operator.add if sign == "+" else operator.sub)(value, self._product())
        return value

    def _product(self) -> float:
        value = self._signed()
        while sign := self._took("*", "/"):
            value = (operator.mul if sign == "*" else operator.truediv)(value, self._signed())
        return value

    def _signed(self) -> float:
        if sign := self._took("+", "-"):
            return -self._signed() if sign == "-" else self._signed()
        return self._measured(self._atom())

    def _atom(self) -> float:
        if self._at >= len(self._tokens):
            raise ExpressionError(_ANY)
        kind, text = self._tokens[self._at]
        self._at += 1
        if kind == "number":
            return float(text.replace(",", ""))
        if text == "(":
            value = self._sum()
            self._close()
            return value
        if text.lower() in CONSTANTS:
            return CONSTANTS[text.lower()]
        if text.lower() in FUNCTIONS and self._took("("):
            return self._call(text.lower())
        raise ExpressionError(_ANY)

    def _call(self, name: str) -> float:
        function, count = FUNCTIONS[name]
        arguments = [self._sum()]
        while self._took(","):
            arguments.append(self._sum())
        self._close()
        if len(arguments) != count:
            raise ExpressionError(f"Expected {count} number{'' if count == 1 else 's'} in {name}( ).")
        if not all(map(math.isfinite, arguments)):
            raise ExpressionError("The result is too large.")
        if name == "sqrt" and arguments[0] < 0.0:
            raise ExpressionError("Expected a number of at least 0 in sqrt( ).")
        return float(function(*arguments))

    def _close(self) -> None:
        if not self._took(")"):
            raise ExpressionError("Expected a closing bracket.")

    def _measured(self, value: float) -> float:
        """A value with the unit behind it, in the field's unit."""
        if self._at >= len(self._tokens) or self._tokens[self._at][0] != "name":
            return value
        typed = self._next
        of_one = factor(typed, self._unit)
        if of_one is None:
            raise ExpressionError(expected(self._unit))
        self._at += 1
        return value * of_one
