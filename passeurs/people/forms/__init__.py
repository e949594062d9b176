"""Forms of people: signing in, my account, roles."""
