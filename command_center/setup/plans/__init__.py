"""Floor plans, and where cameras stand on them."""
