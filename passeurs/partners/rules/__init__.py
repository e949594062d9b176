"""Rules of partners: who may do what, and when."""
