"""How the flattened table cells of the national portal's pages are taken apart again."""
