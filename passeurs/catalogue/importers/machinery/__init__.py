"""What every importer shares: reading files, cleaning texts, placing points, recognising layouts, matching venues."""
