"""Notices: decided purely, planned once, looked at again when they leave, followed until their end."""
