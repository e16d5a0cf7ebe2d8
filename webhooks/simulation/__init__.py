"""A province's day replayed through the real code on a virtual clock (`motcua simulate`)."""
