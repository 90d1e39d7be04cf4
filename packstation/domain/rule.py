"""The rules that stop a mistake, by name.

All are on, always; the demonstration warehouse can switch one off to prove that the rule, and nothing
else, stops the mistake it is there for.
"""

from __future__ import annotations

from enum import StrEnum

from packstation.domain.value import value


class Rule(StrEnum):
    """One way in which the bench refuses a mistake."""

    ONLY_ORDERED_PRODUCTS = "only_ordered_products"
    ONLY_ORDERED_QUANTITY = "only_ordered_quantity"
    ONE_READ_ONE_UNIT = "one_read_one_unit"
    WEIGHT_WITHIN_BAND = "weight_within_band"
    FAULT_IS_NO_WEIGHT = "fault_is_no_weight"
    PRINTER_READS_BACK = "printer_reads_back"
    OWN_LABEL_ONLY = "own_label_only"


@value
class Rules:
    """The rules in force: all but `off`."""

    off: frozenset[Rule] = frozenset()

    def hold(self, rule: Rule) -> bool:
        """Whether the rule is in force."""
        return rule not in self.off


ALL_RULES = Rules()
