"""The planner: which facts and actions matter to a goal, tables of first steps, and a search where no table is."""
