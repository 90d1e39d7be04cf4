"""A lead looks through the weights the bench learned, and says which are right."""

from __future__ import annotations

from enum import StrEnum

from packstation.domain.product import Product
from packstation.ui.conversation import Talk, choose, do
from packstation.ui.desk import Desk
from packstation.ui.question import AskCode, Choice, Question
from packstation.ui.verdict import Said, Verdict, VerdictKind


class WeightAnswer(StrEnum):
    """Answers about a learned weight."""

    LEARNED = "learned"
    RIGHT = "right"
    WRONG = "wrong"


def confirm_weights(desk: Desk) -> Talk[None]:
    """Go through the learned weights until the lead goes back or none is left."""
    while True:
        learned = yield from do(desk.verbs.lead.learned_weights)
        if not learned:
            desk.say(Verdict(VerdictKind.NOTE, Said.NO_LEARNED_WEIGHTS))
            return
        asked = Question(AskCode.WHICH_WEIGHT, choices=tuple(_offered(product) for product in learned))
        yield from _settle(desk, learned[(yield from choose(asked))])


def _settle(desk: Desk, product: Product) -> Talk[None]:
    actor, confirm_weight = desk.person, desk.verbs.lead.confirm_weight
    answers = (Choice(WeightAnswer.RIGHT), Choice(WeightAnswer.WRONG))
    right = (yield from choose(Question(AskCode.WEIGHT_RIGHT, _facts(product), answers))) == 0
    yield from do(lambda: confirm_weight(actor, product.sku, right=right))
    said = Said.WEIGHT_CONFIRMED if right else Said.WEIGHT_FORGOTTEN
    desk.say(Verdict(VerdictKind.YES if right else VerdictKind.NOTE, said, _facts(product)))


def _offered(product: Product) -> Choice:
    return Choice(WeightAnswer.LEARNED, _facts(product))


def _facts(product: Product) -> dict[str, str | int | None]:
    return {"name": product.name or product.sku, "grams": product.learned_grams}
