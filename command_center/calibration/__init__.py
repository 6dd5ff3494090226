"""Calibration: what is normal for a camera is measured before its alerts count."""
