"""From what each index says of its best passages to one order."""
