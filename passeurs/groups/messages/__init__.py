"""What groups tell people and partners."""
