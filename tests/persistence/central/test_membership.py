"""What a bench keeps of its enrolment, and where the secret of it goes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from errno import ENOSPC
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from packstation.persistence.central import enrolment as enrolment_module
from packstation.persistence.central.enrolment import (
    Enrolment,
    EnrolmentUnfit,
    Tls,
    enrolment_in,
    enrolment_text,
    read_enrolment,
    write_private,
)
from packstation.persistence.central.membership import FOLDER, Membership
from packstation.persistence.central.secret_place import Keyring, NoKeyring, SecretFile
from tests.postgres.certificates import key_pem

ENROLMENT = Enrolment(
    site_id=UUID(int=7),
    station_id="bench-4",
    host="127.0.0.1",
    port=5432,
    database="packstation",
    role="ps-bench-4-0a1b",
    tls=Tls.OFF,
    password="canary-secret",
)


class NoRing:
    """A PC without a keyring."""

    def put(self, name: str, secret: str) -> None:
        raise NoKeyring

    def get(self, name: str) -> str | None:
        raise NoKeyring

    def drop(self, name: str) -> None:
        raise NoKeyring


@pytest.fixture
def alone(tmp_path: Path) -> Membership:
    return Membership(tmp_path, NoRing())


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in (folder / FOLDER).iterdir()}


def test_a_station_alone_has_no_road(alone: Membership) -> None:
    assert alone.enrolment() is None
    assert alone.road() is None
    alone.leave()


def test_without_a_keyring_nothing_is_written_until_somebody_says_so(
    alone: Membership, tmp_path: Path
) -> None:
    with pytest.raises(NoKeyring, match="no keyring"):
        alone.join(ENROLMENT)
    assert texts(tmp_path) == {}
    alone.join(ENROLMENT, file_allowed=True)
    assert sorted(texts(tmp_path)) == ["enrolment.json", "ps-bench-4-0a1b.secret"]
    assert "canary" not in texts(tmp_path)["enrolment.json"]
    road = alone.road()
    assert road is not None
    assert road()["password"] == "canary-secret"


def test_a_secret_that_others_may_read_is_refused(alone: Membership, tmp_path: Path) -> None:
    alone.join(ENROLMENT, file_allowed=True)
    (tmp_path / FOLDER / "ps-bench-4-0a1b.secret").chmod(0o640)
    road = alone.road()
    assert road is not None
    with pytest.raises(EnrolmentUnfit, match="chmod 600"):
        road()


def test_what_is_kept_says_who_the_station_is_and_no_secret(alone: Membership) -> None:
    alone.join(ENROLMENT, file_allowed=True)
    kept = alone.enrolment()
    assert kept == replace(ENROLMENT, password=None)
    assert "canary" not in repr(ENROLMENT)


def test_joined_anew_it_is_the_new_one_and_left_it_is_alone(alone: Membership, tmp_path: Path) -> None:
    alone.join(ENROLMENT, file_allowed=True)
    alone.join(replace(ENROLMENT, station_id="bench-5", password="other"), file_allowed=True)
    kept, road = alone.enrolment(), alone.road()
    assert kept is not None
    assert road is not None
    assert (kept.station_id, road()["password"]) == ("bench-5", "other")
    alone.leave()
    assert texts(tmp_path) == {}
    assert alone.road() is None


@pytest.mark.parametrize("fails_at", ["bench-5.secret", "station.crt", "station.key", "enrolment.json"])
def test_where_a_disk_takes_no_more_half_way_all_is_as_it_was(
    alone: Membership, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: str
) -> None:
    def full(path: Path, text: str) -> None:
        if path.name == f".{fails_at}.new":
            path.write_text(text[:9], "utf-8")
            raise OSError(ENOSPC, "no space left on device")
        write_private(path, text)

    alone.join(ENROLMENT, file_allowed=True)
    before, kept = texts(tmp_path), alone.kept()
    other = replace(
        ENROLMENT, role="bench-5", certificate="...", key=key_pem(ec.generate_private_key(ec.SECP256R1()))
    )
    monkeypatch.setattr(enrolment_module, "write_private", full)
    with pytest.raises(OSError, match="no space"):
        alone.join(other, file_allowed=True)
    alone.put_back(kept, other)
    assert texts(tmp_path) == before
    road = alone.road()
    assert road is not None
    assert road()["password"] == "canary-secret"


def test_an_enrolment_that_nobody_can_read_gives_way_to_a_new_one(alone: Membership, tmp_path: Path) -> None:
    alone.join(ENROLMENT, file_allowed=True)
    (tmp_path / FOLDER / "enrolment.json").write_text("")
    kept = alone.kept()
    alone.join(ENROLMENT, file_allowed=True)
    assert alone.enrolment() == replace(ENROLMENT, password=None)
    alone.put_back(kept, ENROLMENT)
    assert texts(tmp_path)["enrolment.json"] == ""


class Ring:
    """A keyring that can be out of reach for a while."""

    def __init__(self) -> None:
        self.secrets: dict[str, str] = {}
        self.is_away = False

    def _reached(self) -> dict[str, str]:
        if self.is_away:
            raise NoKeyring
        return self.secrets

    def put(self, name: str, secret: str) -> None:
        self._reached()[name] = secret

    def get(self, name: str) -> str | None:
        return self._reached().get(name)

    def drop(self, name: str) -> None:
        self._reached().pop(name, None)


OTHER = replace(ENROLMENT, station_id="bench-5", role="ps-bench-5-0a1b", password="other")


@pytest.mark.parametrize("has_ring", [True, False])
def test_of_an_enrolment_that_another_took_the_place_of_no_secret_stays(
    tmp_path: Path, has_ring: bool
) -> None:
    ring = Ring()
    ring.is_away = not has_ring
    bench = Membership(tmp_path, ring)
    bench.join(ENROLMENT, file_allowed=True)
    before = bench.kept()
    bench.join(OTHER, file_allowed=True)
    bench.forget(before)
    assert "canary-secret" not in str(ring.secrets) + str(texts(tmp_path))
    road = bench.road()
    assert road is not None
    assert road()["password"] == "other"


def test_a_bench_whose_keyring_is_out_of_reach_can_join_anew_and_leave(tmp_path: Path) -> None:
    ring = Ring()
    bench = Membership(tmp_path, ring)
    bench.join(ENROLMENT)
    ring.is_away = True
    before = bench.kept()
    bench.join(OTHER, file_allowed=True)
    bench.put_back(before, OTHER)
    ring.is_away = False
    road = bench.road()
    assert road is not None
    assert road()["password"] == "canary-secret"
    ring.is_away = True
    bench.leave()
    assert texts(tmp_path) == {}


def test_the_real_keyring_of_a_pc_without_one_says_so() -> None:
    import keyring  # noqa: PLC0415  as the bench does it
    from keyring.backends.fail import Keyring as NoBackend  # noqa: PLC0415

    before = keyring.get_keyring()
    keyring.set_keyring(NoBackend())  # type: ignore[no-untyped-call]
    try:
        acts: list[Callable[[], object]] = [
            lambda: Keyring().put("a", "b"),
            lambda: Keyring().get("a"),
            lambda: Keyring().drop("a"),
        ]
        for act in acts:
            with pytest.raises(NoKeyring):
                act()
    finally:
        keyring.set_keyring(before)


def test_a_secret_file_is_the_users_alone_from_its_first_byte(tmp_path: Path) -> None:
    place = SecretFile(tmp_path)
    place.put("a", "one")
    place.put("a", "two")
    assert place.get("a") == "two"
    assert (tmp_path / "a.secret").stat().st_mode & 0o777 == 0o600
    place.drop("a")
    assert place.get("a") is None


def test_a_file_of_an_enrolment_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "bench-4.enrolment"
    write_private(path, enrolment_text(ENROLMENT))
    assert read_enrolment(path) == ENROLMENT
    path.chmod(0o644)
    with pytest.raises(EnrolmentUnfit, match="chmod 600"):
        read_enrolment(path)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"packstation_enrolment": 2}, "newer Packstation"),
        ({"host": "central.example"}, "must be encrypted"),
        ({"host": "/run/postgresql,central.example"}, "must be encrypted"),
        ({"role": "../../elsewhere"}, "no file that"),
        ({"tls": "prefer"}, "no file that"),
        ({"station_id": "two words"}, "no file that"),
        ({"port": "many"}, "no file that"),
        ({"certificate": "..."}, "without its key"),
    ],
)
def test_an_enrolment_that_is_none_or_not_safe_is_refused(changed: dict[str, object], said: str) -> None:
    told = {**json.loads(enrolment_text(ENROLMENT)), **changed}
    with pytest.raises(EnrolmentUnfit, match=said):
        enrolment_in(json.dumps(told))


def test_any_other_file_is_no_enrolment() -> None:
    for text in ("", "[]", "{}", "number,line\n"):
        with pytest.raises(EnrolmentUnfit):
            enrolment_in(text)
