"""Models over strings and numbers. They know no Vietnamese."""
