"""A target as it is written: `novice=45..60,seconds=60..90`, win rates in percent."""

from engine.balance.fair.target import SECONDS, Band, Target
from engine.balance.named import span_of
from engine.play.playtest.asked_numbers import PlaytestError
from engine.world.ids import SKILLS

EXPECTED = "expected SKILL=LOW..HIGH in percent or seconds=LOW..HIGH, such as novice=45..60,seconds=60..90."


def target_of(text: str) -> Target:
    """The bands that are asked for. PlaytestError for what can't be wanted."""
    rates: dict[str, Band] = {}
    seconds: Band | None = None
    for part in (part.strip() for part in text.split(",")):
        name, equals, reach = (each.strip() for each in part.partition("="))
        if not equals:
            raise PlaytestError(f'"{part}" is no band; {EXPECTED}')
        if name not in (*SKILLS, SECONDS):
            raise PlaytestError(
                f'"{part}": there is no skill "{name}"; expected some of {", ".join(SKILLS)}, {SECONDS}.'
            )
        if name in rates or (name == SECONDS and seconds is not None):
            raise PlaytestError(f'"{text}" says {name} twice; expected one band of each.')
        low, high = span_of(reach, part, EXPECTED)
        if name == SECONDS:
            if low < 0.0:
                raise PlaytestError(f'"{part}": no fight lasts less than 0 s; expected seconds=60..90.')
            seconds = Band(low, high)
            continue
        if not 0.0 <= low < high <= 100.0:
            raise PlaytestError(f'"{part}": a win rate lies between 0 and 100 %; {EXPECTED}')
        if high <= 1.0 and (low, high) != (0.0, 1.0):
            raise PlaytestError(f'"{part}" is a band below 1 %; win rates are in percent, such as {name}=45..60.')
        rates[name] = Band(low / 100.0, high / 100.0)
    if not rates:
        raise PlaytestError(f'"{text}" names no skill, so nobody would play; {EXPECTED}')
    return Target(rates, seconds)
