"""What the scale says, what the carton should weigh, and when the two may be compared."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packstation.domain.refusal import DeviceFault, FaultCode, RefusalCode, Refused
from packstation.domain.rule import Rule, Rules
from packstation.domain.weight import (
    ExpectedWeight,
    Reading,
    ScaleWatch,
    Tolerance,
    Unsettled,
    WeighedCarton,
    WeightJudgement,
    WeightResult,
    WeightRule,
    expected_weight,
    judge,
)

TOLERANCE = Tolerance(15, 20)
KILO = ExpectedWeight(grams=1_000, half_width_grams=20, lightest_unit_grams=300)
REQUIRED, ADVISORY, OFF = WeightRule.REQUIRED, WeightRule.ADVISORY, WeightRule.OFF


def good(grams: int) -> WeighedCarton:
    return WeighedCarton(grams, None, None)


SILENT = WeighedCarton(None, None, FaultCode.SILENT)
OVERLOAD = WeighedCarton(None, None, FaultCode.SCALE_OVERLOAD)
MOVING = WeighedCarton(None, Unsettled.NOT_SETTLED, None)
NOT_FRESH = WeighedCarton(None, Unsettled.NOT_FRESH, None)

# --- the expected weight ---


@pytest.mark.parametrize(
    ("expected", "half"), [(0, 15), (100, 15), (750, 15), (751, 15), (800, 16), (5_000, 100)]
)
def test_the_band_is_the_wider_of_the_two_tolerances(expected: int, half: int) -> None:
    assert TOLERANCE.half_width(expected) == half


def test_a_carton_weighs_its_units_itself_and_its_fill() -> None:
    assert expected_weight([(2, 300), (1, 120)], 180, 20, TOLERANCE) == ExpectedWeight(920, 18, 120)


@pytest.mark.parametrize("units", [[], [(0, 300)], [(1, None)], [(2, 300), (1, None)]])
def test_a_carton_with_nothing_or_with_a_unit_nobody_weighed_has_no_expected_weight(
    units: list[tuple[int, int | None]],
) -> None:
    assert expected_weight(units, 180, 20, TOLERANCE) is None


def test_a_line_that_is_not_inside_does_not_spoil_the_expected_weight() -> None:
    assert expected_weight([(1, 300), (0, None)], 0, 0, TOLERANCE) == ExpectedWeight(300, 15, 300)


@pytest.mark.parametrize(
    ("unit_grams", "blind"), [(0, True), (14, True), (15, True), (16, False), (300, False)]
)
def test_the_bench_says_when_weight_cannot_see_one_unit_missing(unit_grams: int, blind: bool) -> None:
    expected = expected_weight([(2, unit_grams)], 0, 0, TOLERANCE)
    assert expected is not None
    assert expected.blind is blind


@given(st.integers(1, 20), st.integers(0, 2_000), st.integers(0, 500))
def test_blind_is_exactly_when_one_missing_unit_is_within_the_band(
    count: int, unit_grams: int, carton_grams: int
) -> None:
    expected = expected_weight([(count, unit_grams)], carton_grams, 0, TOLERANCE)
    assert expected is not None
    assert expected.blind is (expected.difference(expected.grams - unit_grams) == 0)


@pytest.mark.parametrize(
    ("gross", "off"), [(979, -21), (980, 0), (1_000, 0), (1_020, 0), (1_021, 21), (0, -1_000)]
)
def test_the_difference_is_told_only_outside_the_band(gross: int, off: int) -> None:
    assert KILO.difference(gross) == off


# --- the judgement: rule, weight, expectation ---

UNCHECKED, WITHIN, ADVISED, RESULT_OFF = (
    WeightResult.UNCHECKED,
    WeightResult.WITHIN,
    WeightResult.ADVISED,
    WeightResult.OFF,
)


@pytest.mark.parametrize(
    ("rule", "weighed", "expected", "judgement"),
    [
        (REQUIRED, good(1_000), KILO, WeightJudgement(1_000, WITHIN)),
        (REQUIRED, good(980), KILO, WeightJudgement(980, WITHIN)),
        (REQUIRED, good(1_020), KILO, WeightJudgement(1_020, WITHIN)),
        (REQUIRED, good(1_000), None, WeightJudgement(1_000, UNCHECKED)),
        (REQUIRED, SILENT, None, WeightJudgement(None, UNCHECKED)),
        (REQUIRED, MOVING, None, WeightJudgement(None, UNCHECKED)),
        (ADVISORY, good(1_000), KILO, WeightJudgement(1_000, WITHIN)),
        (ADVISORY, good(700), KILO, WeightJudgement(700, ADVISED)),
        (ADVISORY, good(1_300), KILO, WeightJudgement(1_300, ADVISED)),
        (ADVISORY, SILENT, KILO, WeightJudgement(None, UNCHECKED)),
        (ADVISORY, MOVING, KILO, WeightJudgement(None, UNCHECKED)),
        (ADVISORY, NOT_FRESH, KILO, WeightJudgement(None, UNCHECKED)),
        (ADVISORY, good(700), None, WeightJudgement(700, UNCHECKED)),
        (OFF, good(700), KILO, WeightJudgement(700, RESULT_OFF)),
        (OFF, SILENT, KILO, WeightJudgement(None, RESULT_OFF)),
        (OFF, SILENT, None, WeightJudgement(None, RESULT_OFF)),
    ],
)
def test_the_bench_closes_a_carton_by_its_weight_or_in_spite_of_it(
    rule: WeightRule, weighed: WeighedCarton, expected: ExpectedWeight | None, judgement: WeightJudgement
) -> None:
    assert judge(weighed, expected, rule) == judgement


@pytest.mark.parametrize(
    ("gross", "code", "grams"),
    [
        (979, RefusalCode.WEIGHT_LIGHT, 21),
        (700, RefusalCode.WEIGHT_LIGHT, 300),
        (1_021, RefusalCode.WEIGHT_HEAVY, 21),
        (1_300, RefusalCode.WEIGHT_HEAVY, 300),
    ],
)
def test_a_required_weight_outside_the_band_is_refused_by_how_much(
    gross: int, code: RefusalCode, grams: int
) -> None:
    with pytest.raises(Refused) as no:
        judge(good(gross), KILO, REQUIRED)
    assert no.value.code is code
    assert no.value.data == {"grams": grams, "gross_grams": gross, "expected_grams": 1_000}


@pytest.mark.parametrize(
    ("weighed", "code"),
    [(MOVING, RefusalCode.WEIGHT_NOT_SETTLED), (NOT_FRESH, RefusalCode.WEIGHT_NOT_FRESH)],
)
def test_a_required_weight_that_is_not_there_yet_is_refused(
    weighed: WeighedCarton, code: RefusalCode
) -> None:
    with pytest.raises(Refused) as no:
        judge(weighed, KILO, REQUIRED)
    assert no.value.code is code


@pytest.mark.parametrize("weighed", [SILENT, OVERLOAD])
def test_a_fault_of_the_scale_is_never_a_number(weighed: WeighedCarton) -> None:
    with pytest.raises(DeviceFault) as fault:
        judge(weighed, KILO, REQUIRED)
    assert (fault.value.code, fault.value.device) == (weighed.fault, "scale")


def test_with_the_band_switched_off_any_weight_passes() -> None:
    off = Rules(frozenset({Rule.WEIGHT_WITHIN_BAND}))
    assert judge(good(700), KILO, REQUIRED, off) == WeightJudgement(700, WITHIN)


def test_with_the_fault_rule_switched_off_a_fault_becomes_a_number() -> None:
    off = Rules(frozenset({Rule.FAULT_IS_NO_WEIGHT}))
    assert judge(SILENT, KILO, REQUIRED, off) == WeightJudgement(1_000, WITHIN)


# --- the watch on the scale ---

WATCH = ScaleWatch(zero_band_grams=5, max_age_ms=1_500)


def stable(grams: int, at_ms: int = 0) -> Reading:
    return Reading(grams, stable=True, at_ms=at_ms)


def moving(grams: int, at_ms: int = 0) -> Reading:
    return Reading(grams, stable=False, at_ms=at_ms)


def fault(code: FaultCode, at_ms: int = 0) -> Reading:
    return Reading(None, stable=False, at_ms=at_ms, fault=code)


def fed(*readings: Reading, watch: ScaleWatch = WATCH) -> ScaleWatch:
    for reading in readings:
        watch = watch.feed(reading)
    return watch


@pytest.mark.parametrize(
    ("readings", "weighed"),
    [
        ((), SILENT),
        ((stable(0), stable(1_000)), good(1_000)),
        ((stable(0), moving(990), stable(1_000)), good(1_000)),
        ((stable(-5), stable(1_000)), good(1_000)),
        ((stable(5), stable(1_000)), good(1_000)),
        ((stable(6), stable(1_000)), NOT_FRESH),
        ((moving(0), stable(1_000)), NOT_FRESH),
        ((stable(0), moving(1_000)), MOVING),
        ((stable(0),), MOVING),
        ((stable(0), stable(5)), MOVING),
        ((stable(0), stable(-300)), MOVING),
        ((stable(0), fault(FaultCode.SCALE_OVERLOAD)), OVERLOAD),
        ((stable(0), fault(FaultCode.SCALE_OVERLOAD), stable(1_000)), good(1_000)),
        ((fault(FaultCode.GARBLED),), WeighedCarton(None, None, FaultCode.GARBLED)),
    ],
)
def test_a_weight_counts_when_it_is_stable_loaded_and_came_after_zero(
    readings: tuple[Reading, ...], weighed: WeighedCarton
) -> None:
    assert fed(*readings).settled(now_ms=0) == weighed


def test_goods_on_the_scale_at_start_must_come_off_once() -> None:
    watch = fed(stable(1_000))
    assert watch.settled(0) == NOT_FRESH
    assert fed(stable(0), stable(1_000), watch=watch).settled(0) == good(1_000)


def test_two_cartons_of_equal_weight_are_both_weighed() -> None:
    first = fed(stable(0), stable(1_000))
    assert first.settled(0) == good(1_000)
    second = fed(stable(0), stable(1_000), watch=first.used())
    assert second.settled(0) == good(1_000)


def test_the_carton_just_closed_does_not_close_the_next() -> None:
    closed = fed(stable(0), stable(1_000)).used()
    assert fed(stable(1_000), stable(1_000), watch=closed).settled(0) == NOT_FRESH


def test_a_scale_that_went_away_forgets_what_it_said() -> None:
    lost = fed(stable(0), stable(1_000)).lost()
    assert lost.settled(0) == SILENT
    assert not lost.loaded()
    assert fed(stable(1_000), watch=lost).settled(0) == NOT_FRESH


@pytest.mark.parametrize(("now_ms", "weighed"), [(2_500, good(1_000)), (2_501, SILENT)])
def test_an_old_reading_is_no_reading(now_ms: int, weighed: WeighedCarton) -> None:
    assert fed(stable(0, 900), stable(1_000, 1_000)).settled(now_ms) == weighed


def test_the_watch_knows_since_when_the_weight_stands_still() -> None:
    watch = fed(stable(0, 100), moving(700, 200), stable(1_000, 300), stable(1_000, 400))
    assert watch.stable_since_ms == 300
    assert fed(stable(1_010, 500), watch=watch).stable_since_ms == 500
    assert fed(moving(1_000, 500), watch=watch).stable_since_ms is None
    assert fed(moving(1_000, 500), stable(1_000, 600), watch=watch).stable_since_ms == 600
    assert fed(fault(FaultCode.SILENT, 500), watch=watch).stable_since_ms is None


@pytest.mark.parametrize(
    ("reading", "loaded"),
    [
        (stable(6), True),
        (moving(6), True),
        (stable(-6), False),
        (stable(5), False),
        (fault(FaultCode.GONE), False),
    ],
)
def test_something_lies_on_the_scale_beyond_the_zero_band(reading: Reading, loaded: bool) -> None:
    assert fed(reading).loaded() is loaded
    assert replace(WATCH, last=None).loaded() is False


def test_a_tared_scale_gives_no_weight_and_its_zero_is_no_zero() -> None:
    watch = ScaleWatch(zero_band_grams=5, max_age_ms=1000).feed(Reading(0, True, 0, net=True))
    assert not watch.fresh
    watch = watch.feed(Reading(0, True, 100)).feed(Reading(740, True, 200, net=True))
    assert watch.settled(200) == WeighedCarton(None, None, FaultCode.SCALE_TARED)


def test_a_scale_that_flickers_between_two_divisions_is_at_rest_all_the_same() -> None:
    watch = ScaleWatch(zero_band_grams=5, max_age_ms=1000)
    for number, grams in enumerate([500, 501, 500, 502, 501]):
        watch = watch.feed(Reading(grams, True, number * 100))
    assert watch.stable_since_ms == 0
    assert watch.feed(Reading(504, True, 600)).stable_since_ms == 600
