"""Numbers of the random streams of play: one for each question that chance answers."""

STRENGTH, AIM, SPAWN_ACROSS, SPAWN_ALONG = range(101, 105)
WANDER = 111
ERRAND = 112
