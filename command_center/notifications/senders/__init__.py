"""One file a form of channel: how it sends, and how it is probed."""
