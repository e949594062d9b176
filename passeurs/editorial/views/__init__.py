"""Pages of editorial, by noun."""
