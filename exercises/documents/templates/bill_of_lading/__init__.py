"""The bill of lading."""
