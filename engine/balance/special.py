"""The incomplete beta function, on which exact intervals and tests of counts rest."""

import math

_TINY = 1e-300
_MOST_TERMS = 100_000


def beta_cdf(a: float, b: float, x: float) -> float:
    """The regularized incomplete beta function I_x(a, b), to some 1e-13.

    By the continued fraction of DLMF 8.17.22, summed by the modified method of Lentz (Thompson and Barnett, "Coulomb
    and Bessel functions", J. Comput. Phys. 64, 1986); where that converges slowly, by I_x(a, b) = 1 - I_(1-x)(b, a).

    Raises:
        ValueError: `a` or `b` is not above 0, or `x` lies outside 0 to 1.
    """
    if not (a > 0.0 and b > 0.0 and 0.0 <= x <= 1.0):
        raise ValueError(f"I_x(a, b) was asked for a = {a}, b = {b}, x = {x}; expected a, b above 0 and x in 0 to 1.")
    if x in (0.0, 1.0):
        return x
    if x > (a + 1.0) / (a + b + 2.0):
        return 1.0 - beta_cdf(b, a, 1.0 - x)
    front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    return math.exp(front) / (a * _fraction(a, b, x))


def binomial_at_least(wins: int, runs: int, rate: float) -> float:
    """The chance of at least so many wins in so many runs (DLMF 8.17.5)."""
    if wins <= 0:
        return 1.0
    return beta_cdf(wins, runs - wins + 1, rate) if wins <= runs else 0.0


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction 1 + d1/(1 + d2/(1 + ...))."""
    value, c, d = 1.0, 1.0, 0.0
    for term in range(1, _MOST_TERMS):
        m = term // 2
        if term % 2:
            step = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            step = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1.0 / (_not_zero(1.0 + step * d))
        c = _not_zero(1.0 + step / c)
        value *= c * d
        if abs(c * d - 1.0) < 1e-15:
            break
    return value


def _not_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
