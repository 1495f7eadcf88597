"""Digests of texts, and the command that turns files from one text into another."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from engine.document.commands import Compound, WriteFile


def digest_of(text: str | None) -> str | None:
    """A short name of a text for comparing; None for a file that isn't there."""
    if text is None:
        return None
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def rewriting(before: Mapping[str, str | None], after: Mapping[str, str | None], title: str) -> Compound:
    """One command that brings files from one text to another; None stands for a file that isn't there."""
    files = dict.fromkeys([*before, *after])
    changed = [file for file in files if before.get(file) != after.get(file)]
    return Compound(
        title=title,
        commands=tuple(WriteFile(file=file, old=before.get(file), new=after.get(file)) for file in changed),
    )
