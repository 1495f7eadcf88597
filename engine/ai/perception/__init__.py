"""What an agent sees and hears: enemies, friends, and its own place."""
