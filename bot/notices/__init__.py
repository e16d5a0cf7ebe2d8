"""One file a kind of notice. Each defines `NOTICE`; adding one edits no other file."""
