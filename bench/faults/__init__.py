"""Faults provoked on a site that is really served: what a user saw, what was lost. One file a family; add yours to
`FAMILIES` in `__main__.py`. A family is `rows(site) -> Iterable[Row]`, and leaves the site as it found it."""
