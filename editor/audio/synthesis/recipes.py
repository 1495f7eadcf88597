"""The recipe of every sound: name -> samples; a new sound is a new function here."""

from collections.abc import Callable

from editor.audio.synthesis.waves import F64, after, decay, high, levelled, low, noise, sum_of, sweep, swell, tone

RECIPES: dict[str, Callable[[], F64]] = {}


def recipe(peak: float) -> Callable[[Callable[[], F64]], Callable[[], F64]]:
    """Enter a recipe under its function's name; its loudest sample is `peak`."""

    def enter(make: Callable[[], F64]) -> Callable[[], F64]:
        RECIPES[make.__name__] = lambda: levelled(make(), peak)
        return make

    return enter


def _bell(frequency: float, seconds: float, half_s: float) -> F64:
    """Partials of a small bell."""
    partials = ((1.0, 1.0), (2.0, 0.5), (2.76, 0.35), (5.4, 0.15))
    return sum_of(*[decay(share * tone(frequency * k, seconds), half_s / k**0.5) for k, share in partials])


@recipe(0.55)
def blow() -> F64:
    """A blade through the air and into something."""
    return sum_of(
        swell(high(noise(0.12, 1), 1800.0), 0.7) * 0.5,
        after(0.08, sum_of(decay(low(noise(0.16, 2), 900.0), 0.03), decay(sweep(180.0, 70.0, 0.16), 0.04))),
    )


@recipe(0.6)
def hit() -> F64:
    """Somebody of the party is struck: dull and low."""
    return sum_of(decay(low(noise(0.2, 3), 500.0), 0.035), decay(sweep(140.0, 55.0, 0.22), 0.06))


@recipe(0.55)
def parry() -> F64:
    """Metal on metal, ringing."""
    return sum_of(
        decay(tone(1870.0, 0.5, (1.0, 0.6, 0.4)), 0.08), decay(tone(2530.0, 0.5), 0.1), decay(noise(0.03, 4), 0.008)
    )


@recipe(0.5)
def dash() -> F64:
    """A rush of air that passes."""
    return sum_of(swell(low(noise(0.34, 5), 2400.0), 0.3), 0.4 * swell(sweep(320.0, 900.0, 0.34), 0.4))


@recipe(0.45)
def pulse() -> F64:
    """A bolt of Echo leaves the hand."""
    return sum_of(decay(sweep(1300.0, 320.0, 0.24, 0.6), 0.06), 0.5 * decay(sweep(1960.0, 480.0, 0.24, 0.6), 0.05))


@recipe(0.4)
def shot() -> F64:
    """Anybody's shot: a string and its arrow."""
    return sum_of(decay(tone(210.0, 0.18, (1.0, 0.5, 0.3)), 0.03), swell(high(noise(0.16, 6), 2600.0), 0.25) * 0.5)


@recipe(0.45)
def heal() -> F64:
    """Three warm notes upwards."""
    return sum_of(*[after(0.09 * i, _bell(f, 0.45, 0.12)) for i, f in enumerate((523.25, 659.25, 783.99))])


@recipe(0.5)
def revive() -> F64:
    """A breath, then a fifth that opens."""
    return sum_of(
        swell(low(noise(0.3, 7), 1500.0)) * 0.4,
        after(0.15, _bell(392.0, 0.6, 0.16)),
        after(0.27, _bell(587.33, 0.5, 0.16)),
    )


@recipe(0.55)
def taunt() -> F64:
    """A low horn."""
    return swell(low(tone(116.5, 0.6, (1.0, 0.8, 0.6, 0.5, 0.3)), 900.0), 0.25)


@recipe(0.4)
def mark() -> F64:
    """Two short high notes."""
    return sum_of(decay(tone(1174.7, 0.12), 0.03), after(0.09, decay(tone(1568.0, 0.18), 0.05)))


@recipe(0.5)
def weave() -> F64:
    """A thread is drawn tight: it rises and rings."""
    return sum_of(
        swell(sweep(220.0, 660.0, 0.5), 0.8),
        0.5 * swell(sweep(330.0, 990.0, 0.5), 0.8),
        after(0.42, _bell(880.0, 0.5, 0.14)),
    )


@recipe(0.5)
def unravel() -> F64:
    """The same thread lets go."""
    return sum_of(decay(_bell(880.0, 0.3, 0.05), 0.06), after(0.05, swell(sweep(660.0, 165.0, 0.5, 0.7), 0.2)))


@recipe(0.45)
def shard() -> F64:
    """Glass that is glad to be found."""
    return sum_of(_bell(1318.5, 0.4, 0.08), after(0.07, _bell(1760.0, 0.45, 0.1)))


@recipe(0.55)
def anchor_warning() -> F64:
    """A cracked bell, twice."""
    crack = sum_of(decay(tone(311.1, 0.32, (1.0, 0.7, 0.5)), 0.1), decay(tone(329.6, 0.32, (0.8, 0.5)), 0.1))
    return sum_of(crack, after(0.3, crack))


@recipe(0.45)
def mended() -> F64:
    """An anchor is whole again."""
    return sum_of(_bell(440.0, 0.7, 0.2), after(0.1, _bell(660.0, 0.6, 0.18)))


@recipe(0.55)
def shockwave() -> F64:
    """The ground gives way."""
    return sum_of(decay(sweep(90.0, 32.0, 0.7), 0.16), decay(low(noise(0.6, 8), 320.0), 0.12))


@recipe(0.5)
def stagger() -> F64:
    """A stance breaks."""
    return sum_of(decay(high(noise(0.22, 9), 900.0), 0.03), decay(sweep(420.0, 120.0, 0.3), 0.08))


@recipe(0.5)
def fall() -> F64:
    """A body goes down."""
    return sum_of(decay(sweep(110.0, 45.0, 0.3), 0.08), after(0.1, decay(low(noise(0.2, 10), 420.0), 0.05)))


@recipe(0.5)
def built() -> F64:
    """Stakes are driven into the ground."""
    knock = sum_of(decay(low(noise(0.12, 11), 1100.0), 0.02), decay(sweep(240.0, 130.0, 0.12), 0.03))
    return sum_of(knock, after(0.1, knock), after(0.2, knock))


@recipe(0.5)
def broken() -> F64:
    """Wood splinters."""
    return sum_of(*[after(0.035 * i, decay(high(noise(0.1, 12 + i), 600.0), 0.015)) for i in range(5)])


@recipe(0.4)
def thud() -> F64:
    """Something loose strikes something."""
    return sum_of(decay(low(noise(0.12, 20), 700.0), 0.02), decay(sweep(150.0, 80.0, 0.14), 0.035))


@recipe(0.3)
def step() -> F64:
    """A foot in the grass."""
    return decay(low(noise(0.09, 21), 1300.0), 0.018, 0.01)


@recipe(0.4)
def objective() -> F64:
    """A task is done."""
    return sum_of(_bell(587.33, 0.4, 0.1), after(0.12, _bell(880.0, 0.55, 0.14)))


@recipe(0.55)
def victory() -> F64:
    """A chord that rises and stays."""
    notes = ((0.0, 261.63), (0.14, 329.63), (0.28, 392.0), (0.42, 523.25))
    return sum_of(*[after(at, decay(tone(f, 1.3 - at, (1.0, 0.4, 0.2)), 0.3, 0.02)) for at, f in notes])


@recipe(0.55)
def defeat() -> F64:
    """A chord that sinks."""
    notes = ((0.0, 220.0), (0.22, 207.65), (0.44, 174.61), (0.66, 146.83))
    return sum_of(*[after(at, decay(low(tone(f, 0.75, (1.0, 0.6, 0.4)), 1200.0), 0.2, 0.02)) for at, f in notes])


@recipe(0.3)
def click() -> F64:
    """A choice in a menu."""
    return decay(tone(880.0, 0.05, (1.0, 0.3)), 0.01)
