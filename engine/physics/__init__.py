"""Moving bodies: the crowd in three stages (broad phase, narrow phase, integration), its scheduler and its profile."""
