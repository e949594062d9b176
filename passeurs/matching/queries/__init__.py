"""What pages read of matching."""
