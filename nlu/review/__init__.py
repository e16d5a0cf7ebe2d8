"""From messages that were not understood to labelled sentences, without the people who wrote them."""
