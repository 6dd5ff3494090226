"""What happened, counted: alerts by hour and place, verdicts, precision, load."""
