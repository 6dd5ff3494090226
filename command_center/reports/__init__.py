"""What the authority is told: registers derived from the records, and the weekly report."""
