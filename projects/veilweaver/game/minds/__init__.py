"""What moves the companions beyond the moment: how the player likes to fight, and what they have learnt to do."""
