"""What can be said after `packstation`: commands, what they are told, and their help."""

from __future__ import annotations

import argparse
from pathlib import Path

import platformdirs

import packstation


def home_folder() -> Path:
    """Where this user's station keeps its store and settings unless told otherwise."""
    return Path(platformdirs.user_data_dir("packstation", appauthor=False))


def parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    whole = argparse.ArgumentParser(prog="packstation", description=packstation.__doc__)
    whole.add_argument("--version", action="version", version=packstation.__version__)
    whole.add_argument(
        "--home", type=Path, default=home_folder(), help="folder of station.toml and the store"
    )
    commands = whole.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="start the bench")
    _add_demo(commands)
    backup = commands.add_parser("backup", help="copy the store, also while the station runs")
    backup.add_argument("file", type=Path)
    restore = commands.add_parser("restore", help="put a copy in the store's place")
    restore.add_argument("file", type=Path)
    commands.add_parser("verify", help="check every link of the journal")
    show = commands.add_parser("show", help="tell what happened to an order, also while the station runs")
    show.add_argument("order", help="the number of the order")
    commands.add_parser("doctor", help="look at store, disk, clock, settings and devices: what to do")
    support = commands.add_parser("support", help="write a bundle for support, without personal data")
    support.add_argument("file", type=Path, metavar="FILE.zip")
    _add_papers(commands)
    _add_intake(commands)
    _add_central(commands)
    _add_bench_of_site(commands)
    return whole


def _add_demo(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    demo = commands.add_parser("demo", help="a made-up warehouse with simulated devices")
    demo.add_argument("--headless", action="store_true", help="no display: a simulated packer packs")
    demo.add_argument("--orders", type=int, default=27, help="how many of the 27 orders to pack")
    demo.add_argument(
        "--out", type=Path, default=None, help="folder for screenshots, labels and summary.json"
    )
    demo.add_argument(
        "--input",
        choices=["mixed", "scanner", "keyboard", "touch"],
        default="mixed",
        help="all that the simulated packer has: a scanner, a keyboard, a touch screen, or what is nearest",
    )
    demo.add_argument("--rule-off", action="append", default=[], help=argparse.SUPPRESS)
    site = commands.add_parser(
        "demo-site", help="four benches and their central, with cables that are pulled"
    )
    site.add_argument("--headless", action="store_true", help="no display, and nobody at the terminal")
    site.add_argument("--orders", type=int, default=24, help="how many orders there are to pack, 16 to 99")
    site.add_argument("--out", type=Path, default=None, help="folder for summary.json")
    site.add_argument("--plant-loss", action="store_true", help=argparse.SUPPRESS)
    training = commands.add_parser("training", help="practise at a bench with planted mistakes, for a score")
    training.add_argument("--seed", type=int, default=None, help="the same number plants the same mistakes")
    training.add_argument("--headless", action="store_true", help="no display: a simulated packer practises")
    training.add_argument("--out", type=Path, default=None, help="folder for score.txt and score.png")
    training.add_argument("--trainee", default="", metavar="NAME", help="who practises; kept with the score")
    training.add_argument("--scores", action="store_true", help="tell what came of the rounds so far")
    gallery = commands.add_parser("gallery", help="every part of the window in every state and theme")
    gallery.add_argument("--out", type=Path, default=None, help="folder for a picture of each page and theme")


def _add_papers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    card = commands.add_parser("commands", help="write the card with this site's command barcodes")
    picklists = commands.add_parser("picklists", help="write a sheet to pick by for each ready order")
    for paper in (card, picklists):
        paper.add_argument("--pdf", type=Path, required=True, metavar="FILE", help="the file to write")
    wanted = picklists.add_mutually_exclusive_group(required=True)
    wanted.add_argument("--all", action="store_true", help="every order that is ready, by cut-off")
    wanted.add_argument("orders", nargs="*", default=[], metavar="ORDER", help="the number of an order")


def _add_intake(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    bring = commands.add_parser("import", help="bring a file of orders in, also while the station runs")
    bring.add_argument("file", type=Path)
    bring.add_argument("--channel", default=None, help="only files of that shop system, such as shopify")
    bring.add_argument("--form", default=None, help="read it so, whatever stands in it, such as shopify-csv")
    bring.add_argument("--json", action="store_true", help="the counts as JSON and nothing else")
    goods = commands.add_parser("import-products", help="bring a file of products in, also while it runs")
    goods.add_argument("file", type=Path)
    goods.add_argument("--json", action="store_true", help="the counts as JSON and nothing else")
    columns = commands.add_parser("columns", help="say which column of a table of orders holds what")
    columns.add_argument("file", type=Path, help="a table of that kind: only its headers are read")
    columns.add_argument(
        "--is", action="append", default=[], metavar="FIELD=HEADER", dest="cells", help="such as number=Beleg"
    )
    columns.add_argument(
        "--name", default=None, help="keep it under this name; else only what is known is shown"
    )
    columns.add_argument(
        "--replace", action="store_true", help="in the place of what is kept under that name"
    )
    columns.add_argument("--default", action="append", default=[], metavar="FIELD=TEXT", dest="defaults")
    columns.add_argument("--dates", choices=["day_first", "month_first"], default=None)
    waiting = commands.add_parser("quarantine", help="rows of files that wait for a person, and why")
    waiting.add_argument("--json", action="store_true", help="the list as JSON")
    acts = waiting.add_subparsers(dest="act")
    mend = acts.add_parser("mend", help="write other cells into a row")
    mend.add_argument("entry", type=int, metavar="ID")
    mend.add_argument("cells", nargs="+", metavar="COLUMN=VALUE")
    replay = acts.add_parser("replay", help="read an order's rows again")
    which = replay.add_mutually_exclusive_group(required=True)
    which.add_argument("--all", action="store_true", help="all that wait")
    which.add_argument("entry", type=int, nargs="?", default=None, metavar="ID")
    drop = acts.add_parser("drop", help="an order's rows are not for packing")
    drop.add_argument("entry", type=int, metavar="ID")


def _add_central(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    central = commands.add_parser("central", help="the PostgreSQL that the benches of a site share")
    acts = central.add_subparsers(dest="act", required=True)
    init = acts.add_parser("init", help="make or upgrade the schema in a PostgreSQL, 15 or newer")
    init.add_argument(
        "url", metavar="URL", help="such as postgresql://name@host/database, without a password"
    )
    enrol = acts.add_parser("enrol", help="give a bench its identity, as one file")
    enrol.add_argument("name", metavar="NAME", help="such as bench-4")
    enrol.add_argument("--out", type=Path, default=None, metavar="FILE", help="else NAME.enrolment")
    enrol.add_argument(
        "--sign-with",
        type=Path,
        nargs=2,
        default=None,
        metavar=("CA.crt", "CA.key"),
        help="the authority that signs a certificate for the bench, which then has no password",
    )
    status = acts.add_parser("status", help="every bench: last seen, unsent, clock, settings, version")
    status.add_argument("--json", action="store_true", help="the same as data")
    verify = acts.add_parser("verify", help="check every link of every bench's journal at central")
    close = acts.add_parser("close", help="a bench is gone for good: free what it had claimed")
    close.add_argument("name", metavar="NAME")
    settings = acts.add_parser("settings", help="how the site packs, for all its benches; alone, show it")
    settings.add_argument(
        "file", metavar="FILE", type=Path, nargs="?", default=None, help="in the form of station.toml"
    )
    restored = acts.add_parser("restored", help="say it after central was put back to a backup")
    trim = acts.add_parser("trim", help="forget the older rows of the feed")
    trim.add_argument("--days", type=_days, default=60, help="rows older than that, 60 unless told")
    for act in (enrol, status, verify, close, settings, restored, trim):
        act.add_argument("--url", default=None, help="another central than `init` was last run for")
    for act in (init, enrol, verify, close, settings, restored, trim):
        act.add_argument("--site", default=None, help="which site, where one central has several")
    for act in (init, enrol, status, verify, close, settings, restored, trim):
        act.add_argument(
            "--root", type=Path, default=None, metavar="PEM", help="certificate to trust for central's"
        )
        act.add_argument("--tls", action="store_true", help="encrypted, even if central is on this PC")


def _add_bench_of_site(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    enrol = commands.add_parser("enrol", help="load the file that `central enrol` wrote for this bench")
    enrol.add_argument(
        "file", type=Path, help="NAME.enrolment, carried from the office; to be deleted once it is loaded"
    )
    enrol.add_argument(
        "--secret-file", action="store_true", help="keep the secret in a file where there is no keyring"
    )
    enrol.add_argument(
        "--unsent", action="store_true", help="even if central never hears everything done by the name of now"
    )
    leave = commands.add_parser("leave", help="be a bench alone again")
    leave.add_argument("--unsent", action="store_true", help="even if central has not heard everything")
    status = commands.add_parser("status", help="how this bench and its central stand, also while it runs")
    status.add_argument("--json", action="store_true", help="the same as data")


def _days(text: str) -> int:
    """A number of days, at least one: whoever was away for less must not have to read everything anew."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is no number of days, 1 or more")
    return int(text)
