"""What the window costs, measured in a real window of a process of its own; one file for each benchmark."""
