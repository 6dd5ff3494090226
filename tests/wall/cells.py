"""Layouts as JSON."""

from typing import Any


def cell(
    camera: int | None, *, page: int = 0, x: int = 0, y: int = 0, w: int = 1, h: int = 1
) -> dict[str, Any]:
    return {"camera": camera, "page": page, "x": x, "y": y, "w": w, "h": h}


def grid(*cells: dict[str, Any], columns: int = 3, rows: int = 3) -> dict[str, Any]:
    return {"columns": columns, "rows": rows, "cells": list(cells)}
