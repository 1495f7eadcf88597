"""What play looks and feels like: poses, sparks, numbers and warnings, all read off the session at one tick."""
