"""The scenarios: a folder a category, a file a scenario, found by a walk."""
