"""A measured window in a process of its own, which takes the steps that the benchmarks of large scenes ask for."""
