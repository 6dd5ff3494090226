"""How the system itself does: for people, for Prometheus, and for whoever restarts what hangs."""
