"""Pages of recruitment: the public's, the candidate's, the guardian's, the team's."""
