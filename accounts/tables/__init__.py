"""Tables that people keep in spreadsheets: read from what they upload, written for what they open."""
