"""Pages: their values, templates, shortcodes, the search index and the whole handbook on one page."""
