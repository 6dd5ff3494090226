"""The ground of a camera, measured on its picture."""
