"""Put each item into its group."""
