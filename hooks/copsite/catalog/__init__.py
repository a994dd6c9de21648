"""The catalog: records and field types, validation with rules, the JSON Schema, and changes over a life cycle."""
