"""A weekly report in words: one document for the page and for the paper."""
