"""Values as text for the clipboard, and text of the clipboard as a change of a field."""

from __future__ import annotations

import re
from collections.abc import Mapping

from editor.ui.fields.change import Calculated, Change, Measured, To
from editor.ui.fields.expression import ExpressionError, parse_entry, parse_vector
from engine.schema.fields import FieldSpec

_COLOUR = re.compile(r"^#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})$")
_YES = {"true", "yes", "on", "1"}
_NO = {"false", "no", "off", "0"}
_LONGEST = 40


class PasteError(ValueError):
    """The clipboard's text fits no value of the field; the message says what was expected."""


def copied_text(value: object) -> str:
    """A value as text for the clipboard, vectors and lists with commas."""
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(str(part) for part in value) if isinstance(value, (list, tuple)) else str(value or "")


def pasted(text: str, spec: FieldSpec, names: Mapping[str, str]) -> Change:
    """The change that a text asks of a field; `names` are the ids that a reference may name, with their titles.

    Raises PasteError.
    """
    plain = text.strip()
    try:
        change = _change(plain, spec, names)
    except ExpressionError as refusal:
        raise PasteError(str(refusal)) from None
    if change is None:
        shown = plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"
        raise PasteError(f"The clipboard holds “{shown}”; expected {spec.expected}.")
    return change


def colour_code(text: str) -> str | None:
    """`#rrggbb` of a colour's code in six or three digits, with or without its mark; None for anything else."""
    found = _COLOUR.match(text.strip())
    if found is None:
        return None
    digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
    return f"#{digits.lower()}"


def _change(text: str, spec: FieldSpec, names: Mapping[str, str]) -> Change | None:
    match spec.kind:
        case "float" | "int":
            return Calculated(parse_entry(text, spec.unit), None, spec.kind == "int")
        case "vec3":
            axes = parse_vector(text, spec.unit)
            return Measured(axes) if axes is not None else None
        case "bool":
            word = text.lower()
            return To(word in _YES) if word in _YES | _NO else None
        case "enum":
            word = text.lower().replace(" ", "_")
            return To(word) if word in spec.choices else None
        case "color":
            code = colour_code(text)
            return To(code) if code is not None else None
        case "text":
            return To(" ".join(text.split()))
        case "ref":
            named = _named(text, names)
            return To(named) if named is not None else None
        case "refs" | "texts":
            parts = [part.strip() for part in re.split(r"[,\n]", text) if part.strip()]
            return To(list(dict.fromkeys(parts))) if parts else None
        case _:
            return None


def _named(text: str, names: Mapping[str, str]) -> str | None:
    """The id that a text means: an id itself, or the only thing with that title."""
    if text in names:
        return text
    fitting = [id for id, title in names.items() if title.lower() == text.lower()]
    return fitting[0] if len(fitting) == 1 else None
