"""What leaves when, over which channel, in whose message: looked at again, released, rung by rung."""
