"""A lead says what an unknown code means: which product, which unit, how many pieces."""

from __future__ import annotations

from enum import StrEnum

from packstation.domain.product import Unit
from packstation.domain.unknown_code import UnknownCode
from packstation.ui.conversation import Talk, choose, do, how_many, tell
from packstation.ui.desk import Desk
from packstation.ui.question import YES_OR_NO, AskCode, Choice, Question, Takes
from packstation.ui.verdict import Said, Verdict, VerdictKind


class CodeAnswer(StrEnum):
    """Answers about a code."""

    CODE = "code"
    CODE_ON_ORDER = "code_on_order"
    A_PRODUCT = "a_product"
    NO_PRODUCT = "no_product"
    EACH = "each"
    CASE = "case"
    PALLET = "pallet"


_UNITS = (
    (CodeAnswer.EACH, Unit.EACH),
    (CodeAnswer.CASE, Unit.CASE),
    (CodeAnswer.PALLET, Unit.PALLET),
)


def map_codes(desk: Desk) -> Talk[None]:
    """Go through the list of unknown codes until the lead goes back or none is left."""
    while True:
        unknown = yield from do(desk.verbs.lead.unknown_codes)
        if not unknown:
            desk.say(Verdict(VerdictKind.NOTE, Said.NO_UNKNOWN_CODES))
            return
        asked = Question(AskCode.WHICH_CODE, choices=tuple(_offered(code) for code in unknown))
        chosen = unknown[(yield from choose(asked))].code
        yield from _settle(desk, chosen)


def _settle(desk: Desk, code: str) -> Talk[None]:
    actor, verbs = desk.person, desk.verbs
    what = Question(
        AskCode.CODE_IS, {"code": code}, (Choice(CodeAnswer.A_PRODUCT), Choice(CodeAnswer.NO_PRODUCT))
    )
    if (yield from choose(what)) == 1:
        yield from do(lambda: verbs.lead.drop_code(actor, code))
        desk.say(Verdict(VerdictKind.NOTE, Said.CODE_DROPPED, {"code": code}))
        return
    shown = yield from tell(Question(AskCode.CODE_PRODUCT, {"code": code}, takes=Takes.TEXT))
    product = yield from do(lambda: verbs.lead.meant_product(actor, shown))
    facts = {"code": code, "name": product.name or product.sku}
    units = Question(AskCode.CODE_UNIT, facts, tuple(Choice(answer) for answer, _ in _UNITS))
    unit = _UNITS[(yield from choose(units))][1]
    factor = 1
    if unit is not Unit.EACH:
        factor = yield from how_many(Question(AskCode.CODE_PIECES, facts, takes=Takes.NUMBER))
    sure = Question(AskCode.CODE_SURE, {**facts, "factor": factor}, YES_OR_NO)
    if (yield from choose(sure)) == 0:
        yield from do(lambda: verbs.lead.map_code(actor, code, product.sku, unit, factor))
        desk.say(Verdict(VerdictKind.YES, Said.CODE_MAPPED, {**facts, "factor": factor}))


def _offered(unknown: UnknownCode) -> Choice:
    facts: dict[str, str | int | None] = {"code": unknown.code, "seen": unknown.seen}
    facts["order"] = unknown.order_number
    return Choice(CodeAnswer.CODE_ON_ORDER if unknown.order_number else CodeAnswer.CODE, facts)
