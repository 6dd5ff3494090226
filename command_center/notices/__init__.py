"""Telling the public: the page and poster of each venue."""
