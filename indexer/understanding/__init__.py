"""What a question means beyond its words, and what the archive's own words say."""
