"""Forms of the editors' room. Nothing is imported here: pictures' form needs every model to be there."""
