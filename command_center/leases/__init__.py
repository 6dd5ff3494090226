"""Which worker watches which camera: leases, their fences, and where the next camera goes."""
