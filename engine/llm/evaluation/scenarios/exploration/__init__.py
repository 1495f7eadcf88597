"""Getting somewhere: ways, meeting points, and what has to be seen to there."""
