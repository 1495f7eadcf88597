"""Translation, by the name under which the window's parts know it."""

from editor.tr import CONTEXT, PseudoTranslator, tr

__all__ = ["CONTEXT", "PseudoTranslator", "tr"]
