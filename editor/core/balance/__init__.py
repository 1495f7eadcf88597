"""Is it fair? What the window knows of how the open encounter ends, played beside it by the autopilot."""
