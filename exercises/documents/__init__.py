"""The documents that come with a consignment: what they are, how they are drawn and how they are told."""
