"""From what was typed to words: one spelling, key strokes, slips, short forms; diacritics for display."""
