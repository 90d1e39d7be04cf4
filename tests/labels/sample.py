"""The sample orders of samples.toml as label contents, and where fonts and templates are."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from packstation.domain.gtin import check_digit
from packstation.domain.label import LabelContent, Plate

RESOURCES = Path(__file__).parents[2] / "resources"
SENDER = ("Packstation Demo GmbH & Co. KG", "Große Elbstraße 145a", "22767 Hamburg", "GERMANY")


def sscc(serial: int) -> Plate:
    """An SSCC with GS1's prefix for demonstrations."""
    body = f"3952{serial:013d}"
    return Plate(f"00{body}{check_digit(body)}", is_sscc=True)


def _content(sample: dict[str, Any]) -> LabelContent:
    plate = Plate(sample["plate"], is_sscc=False) if "plate" in sample else sscc(sample["serial"])
    return LabelContent(
        plate=plate,
        order_number=sample["order_number"],
        carton_number=sample.get("carton_number", 1),
        ship_to=tuple(sample["ship_to"]),
        ship_from=SENDER,
        units=sample.get("units", 3),
        gross_grams=sample.get("gross_grams"),
        carrier=sample.get("carrier", ""),
        demo=sample.get("demo", False),
    )


SAMPLES: dict[str, LabelContent] = {
    sample["name"]: _content(sample)
    for sample in tomllib.loads((Path(__file__).parent / "samples.toml").read_text(encoding="utf-8"))[
        "sample"
    ]
}
