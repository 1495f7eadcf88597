"""A key that never prints itself."""

import hmac
from typing import NoReturn, SupportsIndex

HIDDEN = "(secret)"
NO_KEY = "no-key"
"""What is sent where no key is needed: the SDKs insist on one."""


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


def revealed(key: Secret | None) -> str:
    """The key as an SDK is told it."""
    return NO_KEY if key is None else key.reveal()
