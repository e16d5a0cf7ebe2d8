"""What becomes of a notice: receipts, refusals, wrong numbers, the call list, the proof of an end."""
