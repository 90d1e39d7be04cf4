"""What an import does to the whole process ends with it."""

from __future__ import annotations

import sys

from packstation.storeroom import breathe, rested


def test_who_works_long_hands_over_sooner_and_only_as_long_as_it_works() -> None:
    usual = sys.getswitchinterval()
    breathe()
    during = sys.getswitchinterval()
    rested()
    assert during < usual
    assert sys.getswitchinterval() == usual
