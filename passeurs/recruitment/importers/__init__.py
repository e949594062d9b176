"""Files of applications made elsewhere: one file a format, read into the same entries."""
