"""Finished HTML pages: head metadata, fixes of the theme, the content security policy and response headers."""
