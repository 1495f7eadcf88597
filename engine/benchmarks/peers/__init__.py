"""Other physics engines that the crowd is measured against; each is used by its own best interface."""
