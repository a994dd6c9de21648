"""What people write below `docs/`: documents, links, files and the menu."""
