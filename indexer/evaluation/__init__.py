"""How well questions are answered, measured on judged ones."""
