"""The guide goes by what the bench asks for and by what lies where, never by a script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packstation.demo.guide import Hint, Pointer, Sight, Target, point
from packstation.demo.guide_words import hint_words
from packstation.ui.question import Takes
from packstation.ui.verdict import ActCode

SIGHTS = st.builds(
    Sight,
    act=st.sampled_from(ActCode),
    takes=st.none() | st.sampled_from(Takes),
    refused=st.booleans(),
    goods=st.integers(0, 3),
    beside=st.integers(0, 1),
    tray=st.booleans(),
    stuck=st.booleans(),
    faults=st.frozensets(
        st.sampled_from([Target.SCALE_CABLE, Target.PRINTER_CABLE, Target.PAPER, Target.LID])
    ),
    packed=st.booleans(),
    busy=st.booleans(),
)


@given(SIGHTS)
def test_whatever_is_seen_there_is_one_thing_to_point_at_and_a_sentence_about_it(sight: Sight) -> None:
    assert hint_words(point(sight).hint)


@given(SIGHTS)
def test_an_open_question_comes_before_everything_else(sight: Sight) -> None:
    asked = point(sight).hint in {Hint.QUESTION, Hint.PIN, Hint.LEAD_BADGE}
    assert asked or sight.takes is None


@pytest.mark.parametrize(
    ("sight", "pointer"),
    [
        (Sight(ActCode.SIGN_IN), Pointer(Target.BADGE, Hint.BADGE)),
        (Sight(ActCode.SIGN_IN, busy=True), Pointer(Target.ACT, Hint.WAIT)),
        (Sight(ActCode.START_ORDER), Pointer(Target.TOTE, Hint.TOTE)),
        (Sight(ActCode.START_ORDER, packed=True), Pointer(Target.ACT, Hint.ALL)),
        (Sight(ActCode.SCAN_GOODS, goods=2), Pointer(Target.GOOD, Hint.GOOD)),
        (Sight(ActCode.SCAN_GOODS, goods=2, refused=True), Pointer(Target.ASIDE, Hint.ASIDE)),
        (Sight(ActCode.SCAN_GOODS), Pointer(Target.SHORT, Hint.NOTHING_LEFT)),
        (Sight(ActCode.WEIGH_CARTON), Pointer(Target.PUT_ON, Hint.PUT_ON)),
        (Sight(ActCode.LIGHT_CARTON, goods=1), Pointer(Target.PUT_IN, Hint.PUT_IN)),
        (Sight(ActCode.LIGHT_CARTON, beside=1), Pointer(Target.BESIDE, Hint.BESIDE)),
        (Sight(ActCode.SCAN_LABEL, tray=True), Pointer(Target.LABEL, Hint.LABEL)),
        (Sight(ActCode.SCAN_LABEL, stuck=True), Pointer(Target.ACT, Hint.WAIT)),
        (Sight(ActCode.SCAN_LABEL), Pointer(Target.NO, Hint.NO_LABEL)),
        (Sight(ActCode.ANSWER_LABEL, tray=True), Pointer(Target.YES, Hint.CAME_OUT)),
        (Sight(ActCode.ANSWER_LABEL), Pointer(Target.NO, Hint.CAME_OUT)),
        (
            Sight(ActCode.MEND_SCALE, faults=frozenset({Target.SCALE_CABLE})),
            Pointer(Target.SCALE_CABLE, Hint.CABLE),
        ),
        (Sight(ActCode.MEND_SCALE), Pointer(Target.ACT, Hint.WAIT)),
        (Sight(ActCode.MEND_PRINTER, faults=frozenset({Target.PAPER})), Pointer(Target.PAPER, Hint.PAPER)),
        (Sight(ActCode.MEND_PRINTER), Pointer(Target.NEXT, Hint.NEXT)),
    ],
)
def test_it_points_where_a_person_goes_on(sight: Sight, pointer: Pointer) -> None:
    assert point(sight) == pointer
