"""YAML text: read with the place of everything, explain syntax errors, edit in place, write."""
