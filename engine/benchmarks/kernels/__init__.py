"""Compiled code that only benchmarks run."""
