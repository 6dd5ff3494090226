"""Finding cameras on a network and asking what they are and send (ONVIF Core, Profiles S and T)."""
