"""What the extractors of `nlu/slots` lean on: what they may know, places, days, amounts, degrees."""
