"""passeurs: the platform that runs a programme of young cultural ambassadors."""
