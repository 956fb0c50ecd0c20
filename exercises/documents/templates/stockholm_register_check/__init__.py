"""What an officer read online: the entry in the register and the status of the State of import."""
