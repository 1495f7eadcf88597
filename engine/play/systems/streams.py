"""Numbers of the random streams of play: one for each question that chance answers."""

STRENGTH, AIM, SPAWN_ACROSS, SPAWN_ALONG, START = range(101, 106)
WANDER = 111
ERRAND = 112
