"""Where keys lie: in the environment or in the system's key-ring, never in a project, a log or a recording."""

import os
from collections.abc import Mapping

from engine.llm.providers.secret import Secret, looks_like_key
from engine.llm.providers.settings import KeyPlace

SERVICE = "AstraWeave Editor"
"""The name under which the key-ring keeps keys of this program."""

NAMED_BY_KEY = (
    "What stands as the name of the key looks like a key itself, so it is not repeated here. Write the name of an "
    "environment variable, or of an entry of the key-ring."
)

INSTEAD = "Keep the key in an environment variable instead."


class KeyMissingError(Exception):
    """There is no key where one should be; the message says where, and what to do."""


def find_key(place: KeyPlace, environment: Mapping[str, str] | None = None) -> Secret | None:
    """The key that lies there; None where none is needed.

    The key-ring may ask its owner to unlock it, and returns only then.

    Raises:
        KeyMissingError: There is none, or it can't be read.
    """
    environment = os.environ if environment is None else environment
    if looks_like_key(place.name):
        raise KeyMissingError(NAMED_BY_KEY)
    match place.kind:
        case "none":
            return None
        case "environment":
            text = environment.get(place.name, "").strip()
            lost = f"The environment variable {place.name} holds no key. Set it, and start the program from there."
        case "keyring":
            text = (_in_keyring(place.name) or "").strip()
            lost = f"The system's key-ring holds no key named {place.name!r}. Store one in the settings."
    if not text:
        raise KeyMissingError(lost)
    try:
        return Secret(text)
    except ValueError:
        raise KeyMissingError(f"What lies in {place.name} is no key: it holds line breaks or marks.") from None


def has_key(place: KeyPlace, environment: Mapping[str, str] | None = None) -> bool:
    """Whether a key lies there. KeyMissingError where the key-ring can't be used."""
    if place.kind == "keyring":
        if looks_like_key(place.name):
            raise KeyMissingError(NAMED_BY_KEY)
        return bool((_in_keyring(place.name) or "").strip())
    try:
        return find_key(place, environment) is not None
    except KeyMissingError:
        return False


def keyring_title() -> str:
    """What the system's key-ring calls itself. KeyMissingError where there is none that hides what it keeps."""
    import keyring
    from keyring.errors import NoKeyringError

    ring = keyring.get_keyring()
    if ring.priority <= 0:
        raise KeyMissingError(_no_keyring(NoKeyringError()))
    if "plaintext" in type(ring).__name__.lower():
        raise KeyMissingError(f"{ring.name} keeps keys as plain text, so none is put there. {INSTEAD}")
    return str(ring.name)


def store_key(name: str, key: Secret) -> None:
    """Put a key into the system's key-ring. KeyMissingError where there is no key-ring, or the name is no name."""
    if looks_like_key(name):
        raise KeyMissingError(NAMED_BY_KEY)
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(SERVICE, name, key.reveal())
    except KeyringError as error:
        raise KeyMissingError(_no_keyring(error)) from None


def forget_key(name: str) -> None:
    """Take a key out of the system's key-ring; nothing happens if there is none of that name."""
    import keyring
    from keyring.errors import KeyringError, PasswordDeleteError

    try:
        keyring.delete_password(SERVICE, name)
    except PasswordDeleteError:
        return
    except KeyringError as error:
        raise KeyMissingError(_no_keyring(error)) from None


def _in_keyring(name: str) -> str | None:
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(SERVICE, name)
    except KeyringError as error:
        raise KeyMissingError(_no_keyring(error)) from None


def _no_keyring(error: Exception) -> str:
    return f"The system's key-ring can't be used ({type(error).__name__}). {INSTEAD}"
