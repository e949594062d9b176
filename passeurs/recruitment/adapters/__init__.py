"""Outside systems of recruitment, off by default."""
