"""What makes the ground, as kernels: noise, relief, climate, edits; the same bits compiled and as plain Python."""
