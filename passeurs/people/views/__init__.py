"""Pages of people: signing in, my account, my data, the team's list of persons."""
