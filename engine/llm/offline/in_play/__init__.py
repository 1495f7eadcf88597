"""Plans in play: a task in words becomes goals, GOAP over the tools of the question finds the calls."""
