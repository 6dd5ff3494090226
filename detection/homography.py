"""From one plane to another by a 3 × 3 matrix (Hartley and Zisserman, 2nd ed., §4.1)."""

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
"""(3, 3), or (n, 2) for points."""


def homography(near: Matrix, far: Matrix) -> Matrix:
    """(3, 3) that leads from `near` (n, 2) to `far` (n, 2), by least squares on normalised points.

    A point that is in front of the camera gets a positive third coordinate.
    """
    to_near, to_far = _normaliser(near), _normaliser(far)
    (x, y), (u, v) = project(to_near, near).T, project(to_far, far).T
    one, none = np.ones_like(x), np.zeros_like(x)
    rows = np.concatenate(
        [
            np.stack([-x, -y, -one, none, none, none, u * x, u * y, u], axis=1),
            np.stack([none, none, none, -x, -y, -one, v * x, v * y, v], axis=1),
        ]
    )
    solution = np.linalg.svd(rows)[2][-1].reshape(3, 3)
    result = np.linalg.inv(to_far) @ solution @ to_near
    depth = (result[2] @ np.append(near.mean(axis=0), 1.0)).item()
    return np.asarray(result if depth > 0 else -result, np.float64)


def project(matrix: Matrix, points: Matrix) -> Matrix:
    """(n, 2) from (n, 2)."""
    with_one = np.column_stack([points, np.ones(len(points))]) @ matrix.T
    return np.asarray(with_one[:, :2] / with_one[:, 2:], np.float64)


def _normaliser(points: Matrix) -> Matrix:
    """To mean 0 and mean distance √2: without it the system is badly conditioned."""
    mean = points.mean(axis=0)
    scale = np.sqrt(2) / np.linalg.norm(points - mean, axis=1).mean()
    return np.array([[scale, 0, -scale * mean[0]], [0, scale, -scale * mean[1]], [0, 0, 1]])
