"""The names of agents in words: an agent names itself, and may do so in many ways."""

from collections.abc import Sequence

from editor.tr import tr

MOST_TOLD = 3


def names_words(names: Sequence[str]) -> str:
    """The names that were heard last, and how many more there are."""
    told = ", ".join(reversed(names[-MOST_TOLD:]))
    left = len(names) - MOST_TOLD
    return tr("{names} and {count} more", names=told, count=left) if left > 0 else told
