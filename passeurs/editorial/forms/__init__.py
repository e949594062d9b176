"""Forms of editorial, by noun. Nothing is imported here: pictures' form needs every model to be there."""
