"""The systems in which agents think: facts, the choice of goal and action, and the time it takes to react."""
