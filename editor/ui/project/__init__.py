"""What opening, saving and leaving a project asks and tells, and what came into it from outside."""
