"""Why an agent does what it does, and what it could ever do: the planner's reasons as data and in words."""
