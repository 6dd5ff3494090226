"""Setting a venue up: pages for its administrators."""
