"""How well messages are understood: what was wanted against what was found. Knows no reader and no model."""
