"""What pages read of groups."""
