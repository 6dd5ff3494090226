"""The bucket that finished files are moved to, where one is configured."""
