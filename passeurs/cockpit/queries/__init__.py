"""What pages read of cockpit."""
