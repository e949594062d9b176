"""Writes of recruitment: calls, applying, guardians, decisions, keeping and forgetting."""
