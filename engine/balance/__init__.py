"""Is it fair? What runs of an encounter say, with how surely; nothing here plays, it asks for runs and counts them."""
