"""The files of an audited tree: which there are, what each holds, and what of it is known from before."""
