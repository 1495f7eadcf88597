"""Slopes: nobody walks up ground that is too steep, and who stands on it slides down."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.physics.crowd.contact import shortened
from engine.physics.crowd.limits import DT, GRAVITY, ONE, SLIDE_SPEED, ZERO
from engine.terrain.sample import sample_height, sample_slope
from engine.world.kernel import helper


@helper
def on_slope(row, speed_x, speed_z, limit, is_flying, position, velocity, ground_tiles, ground_index, ground_frame):
    """The velocity (speed_x, speed_z) [m/s] that the row wants, as the slope of the terrain allows it.

    Ground ahead that is steeper than `limit` (a tangent) takes the uphill part away; who stands on such ground slides
    down without friction instead of walking. A flying body passes over whatever is below its foot.
    """
    x = position[row, 0]
    z = position[row, 2]
    ahead_x = x + speed_x * DT
    ahead_z = z + speed_z * DT
    slope_x, slope_z = sample_slope(ground_tiles, ground_index, ground_frame, ahead_x, ahead_z)
    squared = slope_x * slope_x + slope_z * slope_z
    if squared <= limit * limit:
        return speed_x, speed_z
    if is_flying:
        top = sample_height(ground_tiles, ground_index, ground_frame, ahead_x, ahead_z)
        if top < position[row, 1]:
            return speed_x, speed_z
    else:
        here_x, here_z = sample_slope(ground_tiles, ground_index, ground_frame, x, z)
        steepness = here_x * here_x + here_z * here_z
        if steepness > limit * limit:
            gain = GRAVITY * DT / (ONE + steepness)  # times the slope: g sin cos along the level
            return shortened(velocity[row, 0] - here_x * gain, velocity[row, 2] - here_z * gain, SLIDE_SPEED)
    uphill = speed_x * slope_x + speed_z * slope_z
    if uphill <= ZERO:
        return speed_x, speed_z
    share = uphill / squared
    return speed_x - slope_x * share, speed_z - slope_z * share
