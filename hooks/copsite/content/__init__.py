"""Written content below `docs/`: documents, links, files and the menu."""
