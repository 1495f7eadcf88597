"""A place in the world as people type it: two numbers, inside what the scene's ground covers."""

import re

FARTHEST_M = 65_536.0
"""Where every world ends [m]: beyond it single precision loses the millimetres that steps are made of."""
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")


def parse_place(text: str, half_m: float = FARTHEST_M) -> tuple[float, float]:
    """(x, z) [m] from "1200, -340", "x 1200 z -340" or "1200 -340".

    `half_m`: how far the ground of the scene reaches from the origin. Raises ValueError with the sentence for the user.
    """
    plain = text.replace("−", "-").replace("x", " ").replace("z", " ").replace("m", " ")
    parts = [part for part in re.split(r"[\s;,=:]+", plain) if part]
    if len(parts) != 2 or not all(_NUMBER.fullmatch(part) for part in parts):
        raise ValueError("Expected two numbers, x and z in metres, such as 1200, −340.")
    x, z = float(parts[0]), float(parts[1])
    far = max(abs(x), abs(z))
    if far > half_m:
        raise ValueError(f"{far:,.0f} m from the origin is outside: {_reason(half_m)}")
    return x, z


def _reason(half_m: float) -> str:
    if half_m >= FARTHEST_M:
        return f"the world ends at ±{FARTHEST_M:,.0f} m, where positions lose their millimetres."
    return f"the ground of this scene ends at ±{half_m:,.0f} m."
