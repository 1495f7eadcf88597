"""Priorities, kinds, contexts and crates as this panel writes them."""

from html import escape

from editor.ui.api import tr
from engine.audit.site import Finding

MARKS = {
    "P0": ("x-circle-fill", "severity.error"),
    "P1": ("warning-fill", "severity.warning"),
    "P2": ("lightbulb", "severity.hint"),
    "P3": ("info", "severity.info"),
}
"""Glyph and colour of each priority."""
MEANINGS = {
    "P0": "Production code on a public or per-frame path",
    "P1": "Other production code of a core crate",
    "P2": "An expect with a reason, or gameplay",
    "P3": "Tests, benches and examples",
}


def crate_title(crate: str) -> str:
    """The name of a crate, or words for what belongs to none."""
    return crate or tr("No crate")


def kind_title(kind: str) -> str:
    """A kind of place in words: "bare_except" is "bare except"."""
    return kind.replace("_", " ").replace("-", " ")


def choice_title(column: str, value: str) -> str:
    """A value of a column that can be chosen."""
    return crate_title(value) if column == "crate" else kind_title(value)


def place_of(found: Finding) -> str:
    """Where a finding is, as compilers and editors write it."""
    return f"{found.file}:{found.line}:{found.column}"


def counted(count: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 finding", "1,234 findings"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def plain_tip(text: str) -> str:
    """A text that a tooltip shows letter by letter: Qt would take the "<I>" of code for a tag."""
    return f"<qt>{escape(text, quote=False)}</qt>".replace("\n", "<br>") if "<" in text else text
