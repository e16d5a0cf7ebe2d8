"""File formats of dossiers and offices: one file a format, each with its `FORMAT`, found by listing."""
