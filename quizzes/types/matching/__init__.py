"""Match each prompt with a choice."""
