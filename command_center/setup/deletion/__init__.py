"""What hangs on a camera or a venue, and taking it away."""
