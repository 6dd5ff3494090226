"""How right the rules are: clips whose events are known, against what was found in them."""
