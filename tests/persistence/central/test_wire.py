"""What central and a station of different releases say to each other is still understood."""

from __future__ import annotations

from uuid import UUID

from packstation.domain.central import Outcome, Standing
from packstation.persistence.central import wire


def test_what_a_later_central_says_besides_is_passed_over() -> None:
    answer = {"standing": "go", "acked_seq": 3, "outcomes": [[3, "accepted"]], "mood": "good"}
    assert wire.pushed(answer).outcomes == ((3, Outcome.ACCEPTED),)


def test_an_outcome_of_a_later_central_is_one_this_station_cannot_read() -> None:
    answer = {"standing": "go", "acked_seq": 3, "outcomes": [[3, "sent_to_the_moon"]]}
    assert wire.pushed(answer).outcomes == ((3, Outcome.NOT_UNDERSTOOD),)


def test_what_an_earlier_central_leaves_out_has_its_usual_value() -> None:
    heard = wire.heard({"standing": "go", "head": 7, "now": 0, "lost": []})
    assert (heard.retry_after_ms, heard.standing) == (0, Standing.GO)
    granted = wire.granted({"standing": "go", "grants": None, "taken": []})
    assert granted.grants == ()


def test_claims_are_written_as_the_database_writes_them() -> None:
    key = UUID(int=5)
    assert (
        wire._array([key, key])
        == "{00000000-0000-0000-0000-000000000005,00000000-0000-0000-0000-000000000005}"
    )
    assert wire._array([]) == "{}"
