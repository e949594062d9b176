"""Rules of groups: who may do what, and when."""
