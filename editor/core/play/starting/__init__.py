"""How a run begins: kernels compiled, the copy made, at the start or somewhere else."""
