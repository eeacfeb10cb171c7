"""From the catalogue to an index in service: split, compared, encoded, written."""
