"""Figures of the service, counted in the database; what each one means stands in docs/figures.md."""
