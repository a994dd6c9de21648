"""The catalog: its records and field types, the rules, its JSON Schema, and the changes of a community's life."""
