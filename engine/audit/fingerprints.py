"""What a finding is known by, whatever is inserted above it and wherever its file goes.

A fingerprint is a hash of the kind, the items around it and the expression without its layout; those that are equal
in a tree are numbered in the order of files and bytes ("9d3f...-2"). So a tree with n equal ones has the very same n
fingerprints after any move, and one fewer once one is fixed.
"""

import hashlib
from collections.abc import Iterable, Sequence

from engine.audit.site import Site

_DIGEST = 8


def base_of(site: Site) -> str:
    """The hash that equal sites share."""
    words = f"{site.kind}\0{site.item}\0{site.subject}"
    return hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=_DIGEST).hexdigest()


def base_in(fingerprint: str) -> str:
    """The hash in a fingerprint, without its number."""
    return fingerprint.partition("-")[0]


def numbered(files: Iterable[Sequence[str]]) -> list[tuple[int, ...]]:
    """For the bases of each file, the numbers of its sites among equals, from 1."""
    counts: dict[str, int] = {}
    found: list[tuple[int, ...]] = []
    for bases in files:
        numbers: list[int] = []
        for base in bases:
            number = counts[base] = counts.get(base, 0) + 1
            numbers.append(number)
        found.append(tuple(numbers))
    return found


def fingerprint(base: str, number: int) -> str:
    """The fingerprint of the site with that number among its equals."""
    return base if number == 1 else f"{base}-{number}"
