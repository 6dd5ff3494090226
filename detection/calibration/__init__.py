"""What is normal for one camera, and the thresholds that follow from it."""
