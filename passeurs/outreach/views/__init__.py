"""Pages of outreach: images, kits, short links."""
