"""How a file fares, and what became of it, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from packstation.application.import_products import ProductReport
from packstation.application.import_progress import ImportProgress, ImportStage
from packstation.application.take_in_file import FileReport
from packstation.domain.import_report import ImportReport, OrderFate
from packstation.ui.intake.note import Fare, FileNote
from packstation.ui.product_words import not_taken
from packstation.ui.quarantine_words import left_out_words
from packstation.ui.sentences import sentence
from packstation.ui.translation import N_, _

REASONS_SHOWN = 3
_MINUTE_S = 60
LONGEST_NAME_LETTERS = 18

_FARES: Mapping[Fare, str] = {
    Fare.WAITING: N_("{file}: waits"),
    Fare.RUNNING: N_("{file}: begins"),
    Fare.STOPPING: N_("{file}: stops"),
    Fare.IN: N_("{file}: is in"),
    Fare.STOPPED: N_("{file}: stopped"),
    Fare.NOT_IN: N_("{file}: not in"),
}
_FATES: Mapping[OrderFate, str] = {
    OrderFate.CREATED: N_("New orders: {count}"),
    OrderFate.CHANGED: N_("Changed orders: {count}"),
    OrderFate.UNCHANGED: N_("Orders as before: {count}"),
    OrderFate.CANCELLED: N_("Cancelled orders: {count}"),
    OrderFate.LEFT_OUT: N_("Orders not for packing: {count}"),
    OrderFate.QUARANTINED: N_("Orders that wait for a lead: {count}"),
}


def note_words(note: FileNote) -> str:
    """One line: the file, how far it is, how fast, how long still."""
    file = _short(note.file)
    words = _(_FARES[note.fare]).format(file=file)
    if note.fare is Fare.RUNNING and note.progress is not None:
        words = f"{file}: {_progress(note.progress)}"
    return f"{words} (+{note.behind})" if note.behind else words


def waiting_words(waiting: int) -> str:
    """The mark of the rows that wait; nothing where none do."""
    return _("Rows that wait: {count}").format(count=waiting) if waiting else ""


def note_percent(note: FileNote | None) -> int | None:
    """How much of a file that is under way is taken in; None where none is, or nobody can say yet."""
    under_way = note is not None and note.fare in {Fare.RUNNING, Fare.STOPPING}
    return note.progress.percent if under_way and note is not None and note.progress is not None else None


def summary(note: FileNote) -> str:
    """What became of a file, a line each."""
    if note.no is not None:
        return sentence(note.no)
    return "\n".join(_report(note.report)) if note.report is not None else ""


def _short(file: str) -> str:
    """A file's name as a line has room for it: how it begins, and what kind it is."""
    if len(file) <= LONGEST_NAME_LETTERS:
        return file
    end = file.rpartition(".")[2][-4:]
    return f"{file[: LONGEST_NAME_LETTERS - len(end) - 1]}\u2026{end}"


def _progress(now: ImportProgress) -> str:
    rows = now.rows_read if now.stage is ImportStage.READING else now.rows_settled
    if now.remaining_s is None:
        return _("{rows} rows, {rate} a second").format(rows=rows, rate=now.rows_per_s)
    left = (
        _("{count} s").format(count=now.remaining_s)
        if now.remaining_s < _MINUTE_S
        else _("{count} min").format(count=round(now.remaining_s / _MINUTE_S))
    )
    return _("{left} left, {rows} rows, {rate} a second").format(rows=rows, rate=now.rows_per_s, left=left)


def _report(report: FileReport) -> Iterator[str]:
    if report.orders is not None:
        yield from _orders(report.orders)
    if report.products is not None:
        yield from _products(report.products)
        for row in report.not_taken[:REASONS_SHOWN]:
            yield _("Line {line}: {why}").format(line=row.line, why=not_taken(row.why, row.facts))


def _orders(report: ImportReport) -> Iterator[str]:
    for fate, words in _FATES.items():
        if count := report.orders.get(fate, 0):
            yield _(words).format(count=count)
    if report.unknown_product:
        words = _(
            "Orders that wait for a product nobody knows here: {count}. Take in a file of products: LEAD."
        )
        yield words.format(count=report.unknown_product)
    if report.not_for_packing:
        whys = (f"{left_out_words(why)} {rows}" for why, rows in report.not_for_packing.items())
        yield _("Rows not for packing: {rows} ({why})").format(rows=report.left_out, why=", ".join(whys))
    if report.quarantined:
        yield _("Rows that wait for a lead: {rows}").format(rows=report.quarantined)
    if not report.rows_read:
        yield _("There was nothing in it.")


def _products(report: ProductReport) -> Iterator[str]:
    yield _("Products new or changed: {count}").format(count=report.products)
    yield _("Codes new or changed: {count}").format(count=report.codes)
    if report.unchanged:
        yield _("Rows as before: {count}").format(count=report.unchanged)
    if report.pictures_missing:
        yield _("Pictures that are not beside the file: {count}").format(count=report.pictures_missing)
    if report.released:
        yield _("Orders that waited for a product, and go on: {count}").format(count=report.released)
    if report.refused:
        yield _("Rows that stay out: {count}").format(count=report.refused)
