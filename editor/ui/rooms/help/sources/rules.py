"""Pages of rules, from what each says of itself, and how often it speaks of the open scene."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from editor.api import Editor
from editor.ui.rooms.help.page import HelpPage, HelpSource
from engine.rules import Rule, rules_of

KIND = "Rules"
ORDER = 40
GLYPHS = {"error": "x-circle-fill", "warning": "warning-fill", "hint": "lightbulb"}
MEANS = {
    "error": "An error: the encounter cannot work, and play stays closed until it is repaired.",
    "warning": "A warning: it plays, likely not as meant.",
    "hint": "A hint: it could be better.",
}


def pages(source: HelpSource) -> Iterator[HelpPage]:
    """One page a rule, those of the open project among them."""
    document = source.editor.document
    for rule in rules_of(document.vocabulary.modules if document is not None else ()):
        yield rule_page(source.editor, rule)


def rule_page(editor: Editor, rule: Rule) -> HelpPage:
    """What a rule looks for and why it matters."""
    doc = " ".join(rule.doc.split())
    return HelpPage(
        f"rule:{rule.id}",
        "Rule",
        rule.title,
        GLYPHS[rule.severity],
        (doc, MEANS[rule.severity]),
        links=(("panel-open:problems", "Show Problems"), ("run:scene.validate", "Check the scene now")),
        words=rule.id,
        now=partial(_spoken, editor, rule.id),
    )


def _spoken(editor: Editor, rule: str) -> str:
    if not editor.has_scene:
        return ""
    count = sum(finding.rule == rule for finding in editor.findings.items)
    if not count:
        return "It finds nothing in the open scene."
    return f"It speaks {'once' if count == 1 else f'{count} times'} in the open scene."
