"""The catalogue’s sources: one file per outside source, each registering itself; `machinery/` is what they share."""
