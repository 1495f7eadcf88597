"""The running world: columns, lanes, systems and their one schedule, events, random numbers, digest and snapshot."""
