"""Incidents as KML 2.2 for Google Earth and its kin: a folder per layer, a placemark per row, with its span of days."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from geomap.exports.cells import Cell, plain_columns

if TYPE_CHECKING:
    import pandas as pd

_NAMESPACE = "http://www.opengis.net/kml/2.2"
# What XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(table: pd.DataFrame) -> bytes:
    """The table as the bytes of a file. Rows without a point are placemarks without one.

    The placemark's name is the summary (else the kind and place), its description the quote; all other cells are in
    its extended data.
    """
    columns = plain_columns(table)
    root = ElementTree.Element("kml", xmlns=_NAMESPACE)
    document = ElementTree.SubElement(root, "Document")
    folders: dict[str, ElementTree.Element] = {}
    for values in zip(*columns.values(), strict=True):
        row = dict(zip(columns, values, strict=True))
        layer = _text(row.get("layer")) or "incidents"
        if layer not in folders:
            folders[layer] = ElementTree.SubElement(document, "Folder")
            _add(folders[layer], "name", layer.replace("_", " "))
        _add_placemark(folders[layer], row)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _add_placemark(folder: ElementTree.Element, row: dict[str, Cell]) -> None:
    placemark = ElementTree.SubElement(folder, "Placemark")
    kind_and_place = ", ".join(filter(None, (_text(row.get("kind")).replace("_", " "), _text(row.get("place")))))
    _add(placemark, "name", _text(row.get("summary")) or kind_and_place)
    if row.get("quote"):
        _add(placemark, "description", _text(row["quote"]))
    if row.get("date_start") or row.get("date_end"):
        span = ElementTree.SubElement(placemark, "TimeSpan")
        for name, column in (("begin", "date_start"), ("end", "date_end")):
            if row.get(column):
                _add(span, name, _text(row[column]))
    extended = ElementTree.SubElement(placemark, "ExtendedData")
    for name, cell in row.items():
        if cell is not None:
            _add(ElementTree.SubElement(extended, "Data", name=_NOT_XML.sub("", name)), "value", _text(cell))
    latitude, longitude = row.get("latitude"), row.get("longitude")
    if isinstance(latitude, float) and isinstance(longitude, float):
        _add(ElementTree.SubElement(placemark, "Point"), "coordinates", f"{longitude!r},{latitude!r}")


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = text


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return cell.isoformat() if isinstance(cell, datetime.date) else _NOT_XML.sub("", str(cell))
