"""The CITES permit or certificate."""
