"""Rules of projects: who may do what, and when."""
