"""A score in words: plain, short and kind."""

from __future__ import annotations

from collections.abc import Mapping

from packstation.demo.score import Mistake, Outcome, Score
from packstation.demo.training_book import Try
from packstation.ui.translation import N_, _

PERFECT, GOOD = 100, 75

_MISTAKES: Mapping[Mistake, str] = {
    Mistake.WRONG_PRODUCT: N_("A wrong product in the tote"),
    Mistake.EXTRA_UNIT: N_("One piece too many in the tote"),
    Mistake.MISSING_UNIT: N_("One piece missing from the tote"),
    Mistake.DAMAGED_UNIT: N_("A broken piece in the tote"),
    Mistake.DOUBLE_READ: N_("One piece, read twice"),
    Mistake.WRONG_LABEL: N_("Another carton's label on top"),
    Mistake.UNPLUGGED_SCALE: N_("The cable of the scale pulled out"),
    Mistake.JAMMED_PRINTER: N_("No paper in the printer"),
}

_OUTCOMES: Mapping[Outcome, str] = {
    Outcome.NOTICED: N_("noticed by the packer"),
    Outcome.CAUGHT: N_("caught by the bench"),
    Outcome.SLIPPED: N_("went out with the carton"),
    Outcome.NOT_MET: N_("did not come up"),
}

_ADVICE: Mapping[Mistake, str] = {
    Mistake.WRONG_PRODUCT: N_("Look at the picture before scanning: is it the product on the screen?"),
    Mistake.EXTRA_UNIT: N_("When a line is complete, what is left of it in the tote is put aside."),
    Mistake.MISSING_UNIT: N_(
        "An empty tote and pieces still to come: SHORT says so, and nobody has to search."
    ),
    Mistake.DAMAGED_UNIT: N_(
        "Turn each piece once in the hand. A broken one is put aside, and SHORT reports it."
    ),
    Mistake.DOUBLE_READ: N_("One pull of the trigger for each piece, and one piece for each yes."),
    Mistake.WRONG_LABEL: N_("Read the last four digits of a label before it is stuck on."),
    Mistake.UNPLUGGED_SCALE: N_("When the scale is silent, its cable is looked at first."),
    Mistake.JAMMED_PRINTER: N_("When no label comes, the printer says why: paper, lid or cable."),
}


def head_words(score: Score) -> str:
    """The first line: how it went."""
    if not score.packed:
        return _("No order was packed yet. Another round is open at any time.")
    if score.percent >= PERFECT:
        return _("Nothing got past this bench. Very good work!")
    if score.percent >= GOOD:
        return _("Good work. Little got past this bench.")
    return _("Well begun. The next round will go better.")


def pace_words(score: Score) -> str:
    """Orders, seconds for each, and orders an hour at this pace."""
    if score.orders_per_hour is None or score.seconds_per_order is None:
        return _("{packed} of {orders} orders packed.").format(packed=score.packed, orders=score.orders)
    return _("{packed} of {orders} orders packed, {seconds} s each: {hourly} orders an hour.").format(
        packed=score.packed,
        orders=score.orders,
        seconds=round(score.seconds_per_order),
        hourly=round(score.orders_per_hour),
    )


def sum_words(score: Score) -> str:
    """Who stopped how many."""
    return _("Noticed by the packer: {noticed}. Caught by the bench: {caught}. Went out: {slipped}.").format(
        noticed=score.count(Outcome.NOTICED),
        caught=score.count(Outcome.CAUGHT),
        slipped=score.count(Outcome.SLIPPED),
    )


def mistake_rows(score: Score) -> tuple[tuple[str, str, str], ...]:
    """Each mistake, its order, and who stopped it."""
    return tuple(
        (_(_MISTAKES[judged.plant.mistake]), judged.plant.order, _(_OUTCOMES[judged.outcome]))
        for judged in score.judged
    )


def advice_words(score: Score) -> tuple[str, ...]:
    """What to practise, one sentence each; none where nothing is to be said."""
    return tuple(_(_ADVICE[mistake]) for mistake in score.practise)


def before_words() -> str:
    """Above what came of earlier rounds."""
    return _("The rounds before")


def try_words(one: Try) -> str:
    """An earlier round in one line; its time is that of this PC's own clock."""
    at = one.at.astimezone().strftime("%Y-%m-%d %H:%M")
    facts = {"at": at, "percent": one.percent, "packed": one.packed, "orders": one.orders}
    if one.hourly is None:
        said = _("{at}: {percent} % of the mistakes stopped, {packed} of {orders} orders").format(**facts)
    else:
        said = _(
            "{at}: {percent} % of the mistakes stopped, {packed} of {orders} orders, {hourly} an hour"
        ).format(**facts, hourly=one.hourly)
    return f"{one.trainee}, {said}" if one.trainee else said


def practise_words() -> str:
    """Above the advice."""
    return _("To practise")


def again_words() -> str:
    """On the key for one more round."""
    return _("One more round")


def close_words() -> str:
    """On the key that ends the training."""
    return _("Close the training")


def as_text(score: Score) -> str:
    """The whole score as lines of plain text."""
    lines = [head_words(score), pace_words(score), sum_words(score), ""]
    lines += [f"{mistake} ({order}): {outcome}" for mistake, order, outcome in mistake_rows(score)]
    advice = advice_words(score)
    lines += ["", practise_words(), *(f"- {sentence}" for sentence in advice)] if advice else []
    return "\n".join(lines) + "\n"
