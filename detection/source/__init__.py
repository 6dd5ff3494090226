"""Sources of pictures: cameras that never end, recordings that do. One demux, by PyAV (FFmpeg)."""
