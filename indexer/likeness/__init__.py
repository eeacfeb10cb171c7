"""Which passages of different documents are one passage, published again."""
