"""Follows the values of a function along its branches: what may be None, what came from outside, what was checked."""
