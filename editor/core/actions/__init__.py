"""What can be done: the registry of actions, when each is on, its keys, and the actions that need no window."""
