"""A person writes other cells into a row."""

from __future__ import annotations

import json

import pytest

from packstation.domain.mend import mended
from packstation.domain.refusal import RefusalCode, Refused


@pytest.mark.parametrize(
    ("text", "cells", "after"),
    [
        ({"Name": "1", "Sku": ""}, {"sku": "MUG"}, {"Name": "1", "Sku": "MUG"}),
        ({"Name": "1"}, {"Notes": "now"}, {"Name": "1", "Notes": "now"}),
        ({"a.b": "1"}, {"a.b": "2"}, {"a.b": "2"}),
        ({"lines": [{"sku": ""}]}, {"lines.0.sku": "MUG"}, {"lines": [{"sku": "MUG"}]}),
        ({"lines": [{"pieces": 0}]}, {"lines.0.pieces": "3"}, {"lines": [{"pieces": 3}]}),
        ({"lines": ["a"]}, {"lines.0": "b"}, {"lines": ["b"]}),
    ],
)
def test_cells_are_found_by_column_or_road(
    text: dict[str, object], cells: dict[str, str], after: dict[str, object]
) -> None:
    assert json.loads(mended(json.dumps(text), cells)) == after


@pytest.mark.parametrize("road", ["lines.1.sku", "lines.x.sku", "other.sku", "lines.7"])
def test_a_road_that_leads_nowhere_is_refused(road: str) -> None:
    with pytest.raises(Refused) as refused:
        mended('{"lines": [{"sku": ""}]}', {road: "MUG"})
    assert refused.value.code is RefusalCode.NO_SUCH_COLUMN
