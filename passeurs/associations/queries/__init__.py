"""What pages read of associations."""
