"""A key that never prints itself."""

import hmac
import re
from typing import NoReturn, SupportsIndex

HIDDEN = "(secret)"
NO_KEY = "no-key"
"""What is sent where no key is needed: the SDKs insist on one."""


_BEGINS = ("sk-", "sk_", "pk-", "pk_", "rk_", "gsk_", "xai-", "hf_", "ghp_", "aiza", "bearer ")
_LONG_RUN = re.compile(r"[A-Za-z0-9]{20,}")


def looks_like_key(text: str) -> bool:
    """Whether somebody may have put a key where only its name belongs; then nobody may repeat it.

    Keys begin as services let them begin, or hold a long run of letters and digits in disorder.
    """
    text = text.strip()
    if text.lower().startswith(_BEGINS):
        return True
    return any(
        sum(each.isdigit() for each in run) >= 3
        or (any(map(str.isdigit, run)) and run not in (run.upper(), run.lower()))
        for run in _LONG_RUN.findall(text)
    )


class Secret:
    """Text that shows itself to nobody but who calls `reveal`: not printed, formatted, compared in time, or pickled.

    ValueError for an empty text, which would be no secret, or one with spaces or line breaks around it, which is a
    key that was copied wrongly.
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        if not text or text != text.strip() or not text.isprintable():
            raise ValueError("a key is empty, or has spaces or line breaks around it; expected the key alone")
        self._text = text

    def reveal(self) -> str:
        """The text itself, for whoever sends it."""
        return self._text

    def hide_in(self, text: str) -> str:
        """A text without it, such as an error message of a server that repeats the key."""
        return text.replace(self._text, HIDDEN)

    def __repr__(self) -> str:
        return HIDDEN

    def __format__(self, form: str) -> str:
        return HIDDEN

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and hmac.compare_digest(self._text.encode(), other.reveal().encode())

    __hash__ = None  # pyright: ignore[reportAssignmentType]

    def __copy__(self) -> "Secret":
        return self

    def __deepcopy__(self, memo: object) -> "Secret":
        return self

    def __reduce_ex__(self, protocol: SupportsIndex) -> NoReturn:
        raise TypeError("a secret can't be pickled: it would lie on disk as it is")


class Screen:
    """Lets an answer through as it is written, without the key: a server may repeat it, in the midst of two pieces."""

    def __init__(self, key: Secret | None) -> None:
        self._key = key
        self._held = ""

    def passed(self, text: str) -> str:
        """What may be shown of all that has come; an end that could be the key's beginning is held back."""
        if self._key is None:
            return text
        whole, key = self._key.hide_in(self._held + text), self._key.reveal()
        kept = next((n for n in range(min(len(key) - 1, len(whole)), 0, -1) if key.startswith(whole[-n:])), 0)
        self._held = whole[len(whole) - kept :]
        return whole[: len(whole) - kept]

    def rest(self) -> str:
        """What was held back, when nothing more comes."""
        held, self._held = self._held, ""
        return held


def revealed(key: Secret | None) -> str:
    """The key as an SDK is told it."""
    return NO_KEY if key is None else key.reveal()
