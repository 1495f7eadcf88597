"""Not being noticed, and who is noticed instead."""
