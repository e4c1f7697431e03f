"""A drawing, read back: its words with the boxes that they take, its shapes and its ids."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass

from calculator.charts.ink import width_of
from calculator.charts.room import Box, around

SVG = "{http://www.w3.org/2000/svg}"
TOUCHING = 0.05
"""The drawing rounds to tenths; boxes that only share an edge don't overlap."""


@dataclass(frozen=True)
class Label:
    words: str
    box: Box
    css: str
    size: float


class Drawing:
    def __init__(self, svg: str):
        self.root = ET.fromstring(svg)
        _, _, self.width, self.height = (float(number) for number in self.root.get("viewBox").split())

    def all(self, tag: str, css: str = "") -> list[ET.Element]:
        return [element for element in self.root.iter(SVG + tag) if not css or css in element.get("class", "").split()]

    @property
    def title(self) -> str:
        return self.root.find(f"{SVG}title").text

    @property
    def description(self) -> str:
        return self.root.find(f"{SVG}desc").text

    @property
    def labels(self) -> list[Label]:
        return [_label(element) for element in self.all("text")]

    @property
    def words(self) -> list[str]:
        return [label.words.replace("\u00a0", " ") for label in self.labels]

    @property
    def ids(self) -> list[str]:
        return [element.get("id") for element in self.root.iter() if element.get("id")]

    def points(self, tag: str, css: str) -> list[list[tuple[float, float]]]:
        return [
            [tuple(float(number) for number in pair.split(",")) for pair in element.get("points").split()]
            for element in self.all(tag, css)
        ]

    def outside(self) -> list[Label]:
        """Words that stick out of the drawing."""
        whole = Box(0, 0, self.width, self.height)
        return [label for label in self.labels if not label.box.within(whole)]

    def overlapping(self) -> list[tuple[str, str]]:
        """Words that stand on each other."""
        labels = self.labels
        return [
            (one.words, other.words)
            for place, one in enumerate(labels)
            for other in labels[place + 1 :]
            if overlap(one.box, other.box)
        ]


def _label(element: ET.Element) -> Label:
    size, weight = float(element.get("font-size")), int(element.get("font-weight"))
    width = width_of(element.text, size, weight)
    box = around(float(element.get("x")), float(element.get("y")), width, size, element.get("text-anchor"))
    return Label(element.text, box, element.get("class"), size)


def overlap(one: Box, other: Box) -> bool:
    """By more than a hair."""
    return (
        one.left < other.right - TOUCHING
        and other.left < one.right - TOUCHING
        and one.top < other.bottom - TOUCHING
        and other.top < one.bottom - TOUCHING
    )
