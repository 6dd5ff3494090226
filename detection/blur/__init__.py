"""People made unrecognisable: a mosaic wherever anybody may be. Nothing here looks for people."""
