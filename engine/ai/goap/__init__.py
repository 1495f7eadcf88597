"""Goal-oriented action planning: facts, actions, goals, the planner, its tables, its cache and its reasons."""
