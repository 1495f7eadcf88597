"""How an objective stands, and the kinds of objective."""

DEFEAT_ALL, PROTECT, REACH, SURVIVE, DEFEAT, USE, ON_SIGNAL = range(7)
OPEN, MET, FAILED, WAITING = range(4)
