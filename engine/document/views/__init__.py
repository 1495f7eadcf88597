"""What others see of a state: entities with their prefabs resolved, and scenes with their encounters."""
