"""Template tags of selections."""
