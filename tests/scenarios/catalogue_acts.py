"""What a script can say about codes nobody knew and weights the bench learned."""

from __future__ import annotations

from packstation.application.learn_weight import ConfirmWeight, LearnedWeights
from packstation.application.map_code import DropCode, MapCode, UnknownCodeList
from packstation.domain.gtin import canonical_code
from packstation.domain.product import Unit
from tests.scenarios.packer import Acts, Packer

act = Acts()


@act(r"unknown codes")
def unknown_codes(packer: Packer) -> list[str]:
    listed = UnknownCodeList(packer.warehouse.bench)()
    return [f"{code.code} scanned {code.seen} times" for code in listed] or ["none"]


@act(r"(\S+) means (?:(\d+) times )?(\S+)")
def map_code(packer: Packer, code: str, pieces: str | None, sku: str) -> list[str]:
    unit, factor = (Unit.CASE, int(pieces)) if pieces else (Unit.EACH, 1)
    verb = MapCode(packer.warehouse.bench)
    alias = verb(packer.somebody, canonical_code(code), sku, unit, factor)
    return [f"means {alias.factor} {alias.sku}"]


@act(r"(\S+) is no product of ours")
def drop_code(packer: Packer, code: str) -> list[str]:
    DropCode(packer.warehouse.bench)(packer.somebody, canonical_code(code))
    return ["off the list"]


@act(r"learned weights")
def learned_weights(packer: Packer) -> list[str]:
    products = LearnedWeights(packer.warehouse.bench)()
    return [f"{product.sku} {product.learned_grams} g" for product in products] or ["none"]


@act(r"the weight of (\S+) is (right|wrong)")
def confirm_weight(packer: Packer, sku: str, word: str) -> list[str]:
    ConfirmWeight(packer.warehouse.bench)(packer.somebody, sku, right=word == "right")
    return [f"{sku} {word}"]
