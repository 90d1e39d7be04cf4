"""The words of questions about files, and of their answers."""

from __future__ import annotations

from collections.abc import Mapping

from packstation.domain.refusal import Fact
from packstation.ui.answer import FileAnswer
from packstation.ui.question import AskCode
from packstation.ui.translation import N_, _

ASKED: Mapping[AskCode, str] = {
    AskCode.TAKE_IN_ORDERS: N_("Take in orders from {file}?"),
    AskCode.TAKE_IN_PRODUCTS: N_("Take in products from {file}?"),
    AskCode.SAY_COLUMNS: N_("Nobody knows the columns of {file} yet. Say them now?"),
    AskCode.REPLACE_COLUMNS: N_("Another table is kept as {name}. Replace it?"),
    AskCode.STOP_FILE: N_("Stop taking in {file}?"),
    AskCode.FILE_IN: N_("{file} is in"),
    AskCode.FILE_STOPPED: N_("{file} was stopped before its end"),
    AskCode.FILE_NOT_IN: N_("{file} could not be taken in"),
    AskCode.DROP_ORDER_ROWS: N_("Order {order} of {file} is not for packing: right?"),
    AskCode.DROP_ROW: N_("Line {line} of {file} is not for packing: right?"),
}
HINTS: Mapping[AskCode, str] = {
    AskCode.TAKE_IN_PRODUCTS: N_("What the file does not say stays as it is. Packing goes on meanwhile."),
    AskCode.SAY_COLUMNS: N_("It is asked once: later files with the same columns come in by themselves."),
    AskCode.REPLACE_COLUMNS: N_("NO leaves it as it is: give this one another name."),
    AskCode.STOP_FILE: N_("Whole orders that are in stay in. The same file goes on from there later."),
    AskCode.FILE_STOPPED: N_("Whole orders that are in stay in. The same file goes on from there later."),
    AskCode.DROP_ORDER_ROWS: N_("All of its rows that wait are meant, also when the file comes again."),
    AskCode.DROP_ROW: N_("It is also left out when the file comes again."),
}
FILE_ANSWERS: Mapping[FileAnswer, str] = {
    FileAnswer.SHOW_ROWS: N_("Show the rows that wait: {waiting}"),
    FileAnswer.SEEN: N_("Good"),
}
FORMS: Mapping[str, str] = {
    "shopify-csv": N_("Shopify, orders as CSV"),
    "shopify-json": N_("Shopify, orders as JSON"),
    "woocommerce-json": N_("WooCommerce, orders as JSON"),
    "mapped-table": N_("a table of our own"),
}


def form_words(form: str) -> str:
    """What kind of file it is; a form that others brought is called as they call it."""
    return _(FORMS[form]) if form in FORMS else form


def take_in_hint(facts: Mapping[str, Fact]) -> str:
    """What kind of file was recognised, and what will be done with it."""
    said = _("Known as: {form}. New orders come in, changed ones change, nothing packed is touched.")
    return said.format(form=form_words(str(facts["form"])))
