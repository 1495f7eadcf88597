"""Translation of what the user reads."""

from PySide6.QtCore import QCoreApplication, QTranslator

CONTEXT = "astraweave"
_ACCENTS = str.maketrans("aeiouyAEIOUYcnsz", "àéîöûýÀÉÎÖÛÝçñšž")


def tr(text: str, /, **values: object) -> str:
    """The text in the user's language, with {name} slots filled after the translation."""
    translated = QCoreApplication.translate(CONTEXT, text) or text
    return translated.format(**values) if values else translated


class PseudoTranslator(QTranslator):
    """Makes every translated text accented and a third longer, so that what cannot be translated or cut shows."""

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """The pseudo text; slots in braces stay. Qt's own texts stay, and so does what is translated already."""
        if context != CONTEXT or (text.startswith("[") and text.endswith("]")):
            return None
        parts = text.split("{")
        changed = [parts[0].translate(_ACCENTS)]
        for part in parts[1:]:
            slot, brace, rest = part.partition("}")
            changed.append("{" + slot + brace + rest.translate(_ACCENTS))
        return f"[{''.join(changed)}{'·' * (len(text) // 3)}]"

    def isEmpty(self) -> bool:
        """There is always a text."""
        return False
