"""What `scripts/run` and `scripts/test` share. Standard library only, until the packages are in."""
