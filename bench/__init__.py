"""Measures: each file prints a plain table with ratios to a yardstick of the same run."""
