"""What stands over the picture while the ground is shaped."""
