"""The templates that come with the platform: one folder each, found because it is there."""
