"""Lists of cameras, out and in again, with a preview of what would change."""
