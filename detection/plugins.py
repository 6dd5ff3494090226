"""A file is a kind: the classes of a folder, found by file name."""

import importlib
import pkgutil
from types import ModuleType


def class_name(file_name: str) -> str:
    """`wrong_way` → `WrongWay`."""
    return "".join(word.capitalize() for word in file_name.split("_"))


def classes_by_file(package: ModuleType) -> dict[str, type]:
    """File name → the class of that name in it, for every file of `package`.

    A file that does not import, or lacks its class, stops the program: a kind that is silently
    missing would look like a quiet camera.
    """
    found: dict[str, type] = {}
    for file in sorted(pkgutil.iter_modules(package.__path__), key=lambda item: item.name):
        module = importlib.import_module(f"{package.__name__}.{file.name}")
        name = class_name(file.name)
        if not hasattr(module, name):
            raise ImportError(f"{module.__file__} must define the class {name}.")
        found[file.name] = getattr(module, name)
    return found
