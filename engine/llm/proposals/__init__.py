"""Proposals: what a model would change in a project, as the document's own commands, checked before anybody accepts."""
