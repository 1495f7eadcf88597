"""Matching what is typed against titles: letters in order, word starts and runs first."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Match:
    """How well a title fits: a greater score is better; `places` are the matched letters."""

    score: float
    places: tuple[int, ...]


def match(typed: str, title: str) -> Match | None:
    """The best way to find the typed letters in the title in their order; None when there is none.

    Blanks in `typed` are ignored. Letters at word starts and in runs count more, and so do short titles.
    """
    letters = "".join(typed.lower().split())
    if not letters:
        return Match(0.0, ())
    text = title.lower()
    # Most titles do not hold the letters in their order at all, and finding that out is cheap.
    at = -1
    for letter in letters:
        at = text.find(letter, at + 1)
        if at < 0:
            return None
    starts = {i for i, letter in enumerate(text) if letter.isalnum() and (i == 0 or not text[i - 1].isalnum())}
    # best[i] = (score, places) of the letters so far with the last one at i.
    best: dict[int, tuple[float, tuple[int, ...]]] = {}
    for number, letter in enumerate(letters):
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for i, candidate in enumerate(text):
            if candidate != letter:
                continue
            own = 8.0 if i in starts else 1.0
            if number == 0:
                following[i] = (own, (i,))
                continue
            choices = [
                (score + own + (6.0 if i - j == 1 else 0.0) - 0.05 * (i - j), places)
                for j, (score, places) in best.items()
                if j < i
            ]
            if choices:
                score, places = max(choices)
                following[i] = (score, (*places, i))
        best = following
        if not best:
            return None
    score, places = max(best.values())
    return Match(score - 0.02 * len(title) - 0.1 * places[0], places)
