"""Forms of editorial, by noun."""
