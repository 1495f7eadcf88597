"""Streaming under measure: camera paths, a ride along one, what memory it holds, and the long soak."""
