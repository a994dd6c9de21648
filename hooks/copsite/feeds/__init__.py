"""The communities' news and data for other programs."""
