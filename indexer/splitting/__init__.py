"""Documents into passages. What a search needs of it loads none of the rest."""

SPLITTER = "6"
"""Names the rules of splitting; an index split by other rules is built anew. Changed with them."""
