"""Weights the bench learns by itself, and a lead's word on them."""

from __future__ import annotations

from dataclasses import replace

from packstation.application.bench import Bench
from packstation.application.ports import Work
from packstation.domain.carton import Carton
from packstation.domain.learned_weight import is_news, learned_grams, weighed_piece
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor, Verb
from packstation.domain.product import Product
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.site_act import WeightConfirmed, WeightForgotten, WeightLearned
from packstation.domain.value import value


def learn_weight(work: Work, task: PackTask, carton: Carton, fewest: int, actor: Actor) -> None:
    """Take what a carton that was just verified tells of a product nobody has weighed."""
    weighed = weighed_piece(task, carton)
    product = work.catalogue.product(weighed.sku) if weighed else None
    if weighed is None or product is None or product.unit_grams is not None:
        return
    work.weighings.add(weighed.sku, carton.carton_id, weighed.piece_grams)
    weighings = work.weighings.of(weighed.sku)
    grams = learned_grams(weighings, fewest)
    if grams is not None and is_news(grams, product.learned_grams):
        work.weighings.learned(weighed.sku, grams)
        act = WeightLearned(weighed.sku, grams, len(weighings))
        work.record(act, actor, task=task, carton_id=carton.carton_id)


@value
class LearnedWeights:
    """Products whose weight was learned and that nobody confirmed."""

    bench: Bench

    def __call__(self) -> tuple[Product, ...]:
        """By SKU."""
        with self.bench.store.transaction() as work:
            return work.weighings.unconfirmed()


@value
class ConfirmWeight:
    """A lead says whether a learned weight is the product's."""

    bench: Bench

    def __call__(self, actor: Actor, sku: str, *, right: bool) -> None:
        """The product weighs that from now on, or everything that was learned of it is forgotten."""
        with self.bench.attempt(Verb.CONFIRM_WEIGHT, actor) as work:
            product = work.catalogue.product(sku)
            if product is None or product.learned_grams is None:
                raise Refused(RefusalCode.NOTHING_LEARNED, sku=sku)
            grams = product.learned_grams
            work.weighings.learned(sku, None)
            if right:
                work.catalogue.put([replace(product, unit_grams=grams, learned_grams=None)], [])
                work.record(WeightConfirmed(sku, grams), actor)
            else:
                work.weighings.forget(sku)
                work.record(WeightForgotten(sku, grams), actor)
