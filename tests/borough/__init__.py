"""The invented borough of Larkmere: the words of its minutes, and the printers of them."""
