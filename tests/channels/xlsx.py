"""Workbooks made by hand, part by part, so that a test can plant in them whatever a program would not."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKED = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def relations(*targets: tuple[str, str]) -> str:
    """The part that says where others are: name and kind of each, rId1 the first."""
    each = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKED}">{each}</Relationships>'


def sheet_xml(rows: Iterable[str], after: str = "") -> str:
    """A sheet of rows that are written out, and what stands behind them."""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(rows)}</sheetData>{after}</worksheet>'


def text_row(number: int, cells: Sequence[str]) -> str:
    """A row of texts that stand in their cells."""
    each = "".join(
        f'<c r="{chr(65 + place)}{number}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
        for place, cell in enumerate(cells)
        if cell
    )
    return f'<row r="{number}">{each}</row>'


def styles(*formats: str) -> str:
    """Styles: the first is plain, each further one shows numbers by a format of the workbook's own."""
    own = "".join(
        f'<numFmt numFmtId="{200 + place}" formatCode="{escape(pattern, {chr(34): "&quot;"})}"/>'
        for place, pattern in enumerate(formats)
    )
    used = "".join(f'<xf numFmtId="{200 + place}"/>' for place in range(len(formats)))
    xfs = f'<cellXfs><xf numFmtId="0"/>{used}<xf numFmtId="14"/></cellXfs>'
    return f'<styleSheet xmlns="{MAIN}"><numFmts>{own}</numFmts>{xfs}</styleSheet>'


def workbook_parts(
    sheets: Mapping[str, str], *, hidden: Iterable[str] = (), texts: Sequence[str] = (), facts: str = ""
) -> dict[str, str]:
    """The parts of a workbook by path; `sheets` are their parts by name, `facts` those of the workbook."""
    kept = set(hidden)
    each = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"'
        + (' state="hidden"/>' if name in kept else "/>")
        for number, name in enumerate(sheets, 1)
    )
    targets = [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(sheets) + 1)]
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><workbookPr {facts}/>'
        f"<sheets>{each}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(
            *targets, ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")
        ),
    }
    if texts:
        said = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{said}</sst>'
    for number, part in enumerate(sheets.values(), 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = part
    return parts


def packed(parts: Mapping[str, str | bytes]) -> io.BytesIO:
    """The parts as one archive."""
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for path, part in parts.items():
            archive.writestr(path, part)
    target.seek(0)
    return target


def workbook_of(rows: Iterable[Sequence[str]]) -> io.BytesIO:
    """A workbook with one sheet of texts."""
    return packed(workbook_parts({"Sheet1": sheet_xml(text_row(at, row) for at, row in enumerate(rows, 1))}))
