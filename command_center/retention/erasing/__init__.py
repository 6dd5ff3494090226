"""Erasing what is over age: in small batches, row and file, with a certificate of each batch."""
