"""Campaigns: one text to many people, checked by two officers, paced, stopped by hand or by itself."""
