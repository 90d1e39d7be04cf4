"""`packstation support`: a bundle that helps, and out of which nobody and nothing of the site can be read."""

from __future__ import annotations

import csv
import io
import json
import logging
import zipfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from packstation.application.ports import Store
from packstation.application.sign_in import SignIn
from packstation.cli import main
from packstation.domain.badge import Badge
from packstation.domain.instruction import Instruction, InstructionKind
from packstation.domain.lot import Lot
from packstation.domain.order import Order
from packstation.domain.person import Actor, Role, User
from packstation.domain.product import Product, ProductCode
from packstation.domain.refusal import Refused
from packstation.domain.trace import Trace
from packstation.maintenance.log_extract import OwnWords, extract
from packstation.maintenance.support import bundle
from packstation.persistence.engine import connect
from packstation.persistence.secrets import Argon2Secrets
from packstation.places import LOG_NAME, LOGS_NAME, SETTINGS_NAME, STORE_NAME
from packstation.quiet_log import keep_log
from tests.application.site import order
from tests.fakes.clock import NOON
from tests.maintenance.home import moved_in, packed

CUSTOMER, STREET, TOWN = "Xaver Zwetschgenberger", "Quittenhain 77a", "98765 Quarkstadt"
PACKER, PIN, BADGE = "Wolfhild Querfurt", "739184", Badge(49117385, "c0ffee" * 6 + "c0ff")
BOX = "QUAGGABOX"
NUMBER, TOTE, SKU, GOODS, CODE = "ZQ-90417-X", "TOTE-QZ-5", "SKU-QUAGGA", "Quagga, plush", "QUAGGA-7741"
GIFT, PLACE, OTHER_TOTE, LOT, SERIAL, UNKNOWN = (
    "Fuer meine Qualle", "Regal Quitte", "TOTE-QZ-6", "LOT-QZ-8", "SN-QZ-774411", "QZ-UNKNOWN-5"
)  # fmt: skip
HOST, PORT, SENDER, SCANNER = (
    "printer.quarkstadt.example",
    "quark-dongle-31",
    "Quarkhandel KG",
    "Wolfhilds gun",
)
COMPANY, PLATE = "Station Quark", "QWZ"
CANARIES = (
    CUSTOMER, "Zwetschgenberger", STREET, TOWN, PACKER, "Wolfhild", PIN, BADGE.secret, str(BADGE.number),
    NUMBER, TOTE, SKU, BOX, GOODS, "Quagga", CODE, HOST, "Quark", PORT, SENDER, SCANNER, COMPANY, PLATE,
    GIFT, PLACE, OTHER_TOTE, LOT, SERIAL, UNKNOWN,
)  # fmt: skip
"""What must be in no bundle; each stands in the store, the settings and the logs."""

SETTINGS = f"""
[station]
name = "{COMPANY}"
[[scanner]]
name = "{SCANNER}"
port = "{PORT}"
[scale]
port = "{PORT}"
data_bits = 7
[printer]
way = "file"
folder = "{{folder}}"
host = "{HOST}"
[packing]
ship_from = ["{SENDER}", "{TOWN}"]
[packing.carton]
code = "{BOX}"
[sscc]
plate_prefix = "{PLATE}"
"""


def texts(content: bytes) -> dict[str, str]:
    """Every file of a bundle."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def rows(content: bytes) -> list[dict[str, str]]:
    """The journal of a bundle."""
    return list(csv.DictReader(io.StringIO(texts(content)["journal.csv"])))


def plant(home: Path) -> tuple[str, ...]:
    """Canaries in store and settings; what else of the store is a secret."""
    warehouse = packed(home)
    secrets = Argon2Secrets(time_cost=1, memory_kib=1024)
    wolfhild = Actor(PACKER, PACKER, Role.PACKER)
    user = User(
        wolfhild.user_id, PACKER, Role.PACKER, BADGE.number, secrets.hashed(BADGE.secret), secrets.hashed(PIN)
    )
    with warehouse.store.transaction() as work:
        work.users.put(user)
        work.catalogue.put((Product(SKU, GOODS, 100),), (ProductCode(CODE, SKU),))
    strange: Order = replace(
        order("900001", (SKU, 2), tote=TOTE), number=NUMBER, ship_to=(CUSTOMER, STREET, TOWN)
    )
    warehouse.receive(strange)
    warehouse.ida = wolfhild
    warehouse.pack(CODE, number=NUMBER)
    for code in (CUSTOMER, NUMBER, TOTE):
        with suppress(Refused):
            warehouse.pack(code, number=NUMBER)
    plant_the_rest(warehouse.store, strange)
    with pytest.raises(Refused):
        warehouse.open(CUSTOMER)
    with pytest.raises(Refused):
        SignIn(warehouse.bench, secrets).by_badge(Badge(BADGE.number, "d" * 40))
    (home / SETTINGS_NAME).write_text(SETTINGS.replace("{folder}", (home / TOWN).as_posix()), "utf-8")
    site_secret = warehouse.store.site_secret.hex()
    warehouse.opened.crash()  # or else the doctor would leave the devices with their names alone
    return (site_secret, str(user.pin_hash), str(user.badge_hash), user.user_id)


def plant_the_rest(store: Store, strange: Order) -> None:
    """Canaries in what a day adds to an order, to its cartons and to the goods."""
    message = Instruction(UUID(int=9), InstructionKind.GIFT_MESSAGE, text=GIFT, document=f"{TOWN}.pdf")
    gift = replace(strange, order_id=UUID(int=8), number=f"{NUMBER}-2", tote=None, instructions=(message,))
    with store.transaction() as work:
        work.orders.add(replace(gift, place=PLACE, more_totes=(OTHER_TOTE,), rest_of=NUMBER))
        task = work.orders.task(strange.order_id)
        traces = (Trace(1, 1, LOT, serial=SERIAL),)
        cartons = tuple(replace(carton, traces=traces) for carton in task.cartons)
        work.orders.save_task(task, replace(task, cartons=cartons))
        work.catalogue.put_lots([Lot(SKU, LOT)])
        work.unknown_codes.note(UNKNOWN, NOON, NUMBER)


def fail_in_the_log(home: Path) -> None:
    """Canaries in the log in every place a bug may bring them to."""
    handlers, level = logging.root.handlers[:], logging.root.level
    keep_log(home / LOGS_NAME)
    # What a log says of an error is cut out when it is written: the bundle must not rely on it.
    logging.root.handlers[0].setFormatter(
        logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    )
    other = logging.getLogger("other")
    for canary in CANARIES:
        logging.getLogger("packstation.persistence.nightly").warning("no backup was made: %s", canary)
        logging.getLogger(canary.replace(" ", "_")).error("%s\n%s: %s\n%s", canary, canary, canary, canary)
        logging.getLogger("packstation.bootstrap").error("the port of %s failed", canary)
        try:
            raise ValueError(canary)
        except ValueError:
            logging.getLogger("packstation.ui.pool_runner").exception("a verb failed")
        other.warning('  File "/%s/packstation/%s.py", line 7, in %s', canary, canary, canary)
        other.warning('x\n  File "packstation/cli.py", line 7, in %s', canary.replace(" ", "_"))
    ours = logging.root.handlers[:]
    logging.basicConfig(level=level, handlers=handlers, force=True)
    for handler in ours:
        handler.close()


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, tuple[str, ...]]:
    """The bundle of a home full of canaries, and all of them."""
    home = tmp_path_factory.mktemp(PACKER.replace(" ", ""))
    secrets = plant(home)
    fail_in_the_log(home)
    return bundle(home, NOON), (*CANARIES, *secrets, home.name)


def test_no_canary_is_in_the_bundle(planted: tuple[bytes, tuple[str, ...]]) -> None:
    content, canaries = planted
    found = [
        (name, canary)
        for name, text in texts(content).items()
        for canary in canaries
        if canary.lower() in text.lower() or canary.lower() in name.lower()
    ]
    assert found == []


def test_every_canary_was_really_planted(tmp_path: Path) -> None:
    secrets = plant(tmp_path)
    fail_in_the_log(tmp_path)
    stored = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()).decode(
        "utf-8", "replace"
    )
    assert [canary for canary in (*CANARIES, *secrets) if canary not in stored] == []


def test_the_bundle_still_helps(planted: tuple[bytes, tuple[str, ...]]) -> None:
    found = texts(planted[0])
    assert set(found) == {
        "about.txt", "doctor.txt", "versions.json", "settings.json", "store.json", "journal.csv", "log.txt"
    }  # fmt: skip
    assert "[ok]   journal: every link holds" in found["doctor.txt"]
    assert json.loads(found["settings.json"])["scale"]["serial"]["data_bits"] == 7
    assert json.loads(found["store.json"])["orders"] == 6
    assert json.loads(found["store.json"])["carton_traces"] == 1
    assert json.loads(found["versions.json"])["packstation"]
    log = found["log.txt"]
    assert "WARNING packstation.persistence.nightly: no backup was made: " in log
    assert "ERROR packstation.ui.pool_runner: a verb failed\nTraceback (most recent call last):\n" in log
    assert "\nValueError\n" in log
    assert "packstation/cli.py, line 7" in log


def test_rows_tell_what_happened_without_saying_to_what(planted: tuple[bytes, tuple[str, ...]]) -> None:
    found = rows(planted[0])
    closed = next(row for row in found if row["kind"] == "carton_closed")
    assert json.loads(closed["facts"]) == {
        "expected_grams": 500, "gross_grams": 503, "half_width_grams": 15, "result": "within", "units": 1
    }  # fmt: skip
    refusals = [json.loads(row["facts"]) for row in found if row["kind"] == "refusal"]
    assert {"code": "weight_light", "verb": "close_carton"}.items() <= refusals[1].items()
    assert {"code": "badge_unknown", "verb": "sign_in"} in refusals
    counted = next(row for row in found if row["kind"] == "unit_counted")
    assert json.loads(counted["facts"]) == {"line_no": 1, "units": 1}
    assert [int(row["seq"]) for row in found] == list(range(1, len(found) + 1))


def test_an_order_is_the_same_throughout_a_bundle_and_another_in_the_next(tmp_path: Path) -> None:
    packed(tmp_path)
    first, second = rows(bundle(tmp_path, NOON)), rows(bundle(tmp_path, NOON))
    one = {row["order"] for row in first if row["kind"] in {"order_opened", "order_packed"}}
    assert len(one) == 1
    assert {row["order"] for row in first} & {row["order"] for row in second} == {""}


def test_what_a_later_release_writes_stays_out(tmp_path: Path) -> None:
    moved_in(tmp_path).opened.crash()
    raw = connect(tmp_path / STORE_NAME)
    raw.execute(
        "INSERT INTO journal SELECT site_id, station_id, seq + 1, zeroblob(16), at, mono_ms, boot_id, NULL,"
        " NULL, ?, 9, NULL, NULL, NULL, NULL, ?, hash, hash, NULL, NULL FROM journal"
        " ORDER BY seq DESC LIMIT 1",
        (CUSTOMER, json.dumps({"units": CUSTOMER, "code": CUSTOMER, "clean": PIN, CUSTOMER: 1, "verb": 7})),
    )
    raw.close()
    last = rows(bundle(tmp_path, NOON))[-1]
    assert (last["kind"], last["version"], last["facts"]) == ("unknown", "9", "{}")


def test_codes_in_a_message_are_kept() -> None:
    own = OwnWords.of_program()
    line = "2026-03-02 12:00:00,000 WARNING packstation.persistence.nightly: no backup was made: "
    assert extract([f"{line}store: disk_full"], own).endswith("no backup was made: store disk_full\n")


def test_older_logs_come_first(tmp_path: Path) -> None:
    logs = tmp_path / LOGS_NAME
    logs.mkdir()
    for number, name in enumerate((f"{LOG_NAME}.10", f"{LOG_NAME}.2", LOG_NAME)):
        text = f"2026-03-02 12:00:0{number},000 ERROR packstation.ui.pool_runner: a verb failed\n"
        (logs / name).write_text(text, "utf-8")
    log = texts(bundle(tmp_path, NOON))["log.txt"]
    assert [line[18] for line in log.splitlines()] == ["0", "1", "2"]


@pytest.mark.parametrize(
    "text", [f"[station]\nname = {CUSTOMER}\n", f'["{CUSTOMER}"]\na = 1\n', "poll = 1\n"]
)
def test_settings_nobody_can_read_give_nothing_away(tmp_path: Path, text: str) -> None:
    (tmp_path / SETTINGS_NAME).write_text(text, "utf-8")
    found = texts(bundle(tmp_path, NOON))
    assert found["settings.json"].startswith("cannot be used, line ")
    assert CUSTOMER not in "".join(found.values())


@pytest.mark.parametrize("content", [None, b"", b"a letter to somebody" * 1000])
def test_a_home_without_a_good_store_gives_a_bundle_all_the_same(
    tmp_path: Path, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / STORE_NAME).write_bytes(content)
    found = texts(bundle(tmp_path, NOON))
    assert len(found["journal.csv"].splitlines()) == 1
    assert "store: " in found["doctor.txt"]


def test_the_command_writes_a_new_file_and_never_over_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home, target = tmp_path / "bench", tmp_path / "bundle.zip"
    home.mkdir()
    moved_in(home)
    assert main(["--home", str(home), "support", str(target)]) == 0
    assert "Nothing was sent" in capsys.readouterr().out
    written = target.read_bytes()
    assert texts(written)["about.txt"]
    assert main(["--home", str(home), "support", str(target)]) == 2
    assert "is there already" in capsys.readouterr().err
    assert target.read_bytes() == written
    assert main(["--home", str(home), "support", str(tmp_path / "nowhere" / "b.zip")]) == 2
