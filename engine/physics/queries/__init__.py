"""Spatial queries for senses and weapons: who is near, what a ray or a moving circle meets first, who is in sight."""
