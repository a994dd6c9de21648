"""How members take part: what each list manager is sent, and the links that begin a message (RFC 6068)."""
