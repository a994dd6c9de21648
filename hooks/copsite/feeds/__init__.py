"""News as Atom feeds, and the data for other programs."""
