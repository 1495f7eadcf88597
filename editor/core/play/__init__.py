"""The running copy of the scene: its clock, its keys, what it says, and the way back."""
