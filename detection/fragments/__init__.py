"""Fragmented MP4 for Media Source Extensions: the camera's own packets, not encoded again."""
