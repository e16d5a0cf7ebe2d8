"""How well messages are understood, and what is learnt from those that were not."""
