"""Ways for members to take part: the commands of each list manager, and links that start a message (RFC 6068)."""
