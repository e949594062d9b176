"""What pages read of partners."""
