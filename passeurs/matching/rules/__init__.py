"""Rules of matching: who may do what, and when."""
