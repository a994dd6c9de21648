"""The communities' meetings as iCalendar files (RFC 5545, RFC 7986), and links that subscribe to them."""
