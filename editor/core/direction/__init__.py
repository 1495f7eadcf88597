"""A model beside the running game: who leads a side, what companions say, and how that stands."""
