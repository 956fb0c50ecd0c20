"""What must be in place before the server may answer anybody."""
