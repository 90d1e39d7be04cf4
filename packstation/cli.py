"""The command `packstation`: run the bench, see the demonstration, keep the store, find out what is wrong."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from pathlib import Path

import platformdirs

import packstation
from packstation.places import LOGS_NAME
from packstation.quiet_log import keep_log


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    options = _parser().parse_args(arguments)
    run = {
        "run": _run,
        "demo": _demo,
        "demo-site": _demo_site,
        "training": _training,
        "gallery": _gallery,
        "backup": _backup,
        "restore": _restore,
        "verify": _verify,
        "show": _show,
        "doctor": _doctor,
        "support": _support,
        "commands": _commands,
        "picklists": _picklists,
        "import": _import,
        "import-products": _import_products,
        "columns": _columns,
        "quarantine": _quarantine,
        "central": _central,
        "enrol": _enrol,
        "leave": _leave,
        "status": _status,
    }
    return run[options.command](options)


def home_folder() -> Path:
    """Where this user's station keeps its store and settings unless told otherwise."""
    return Path(platformdirs.user_data_dir("packstation", appauthor=False))


def _days(text: str) -> int:
    """A number of days, at least one: whoever was away for less must not have to read everything anew."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is no number of days, 1 or more")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="packstation", description=packstation.__doc__)
    parser.add_argument("--version", action="version", version=packstation.__version__)
    parser.add_argument(
        "--home", type=Path, default=home_folder(), help="folder of station.toml and the store"
    )
    commands = parser.add_subparsers(dest="command", required=True)
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
    return parser


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
    enrol.add_argument("file", type=Path)
    enrol.add_argument(
        "--secret-file", action="store_true", help="keep the secret in a file where there is no keyring"
    )
    leave = commands.add_parser("leave", help="be a bench alone again")
    leave.add_argument("--unsent", action="store_true", help="even if central has not heard everything")
    status = commands.add_parser("status", help="how this bench and its central stand, also while it runs")
    status.add_argument("--json", action="store_true", help="the same as data")


def _run(options: argparse.Namespace) -> int:
    # Starting makes a hundred thousand objects that live as long as the station: nothing to collect yet.
    gc.disable()
    from packstation.run import run  # noqa: PLC0415  Qt is loaded only by commands that show a window

    try:
        keep_log(options.home / LOGS_NAME)
    except OSError as trouble:
        sys.stderr.write(f"packstation cannot start: {trouble}\n")
        return 2
    return run(options.home)


def _demo(options: argparse.Namespace) -> int:
    from packstation.demo.command import demo  # noqa: PLC0415  as above
    from packstation.demo.input import Input  # noqa: PLC0415  as above

    return demo(
        headless=options.headless,
        orders=options.orders,
        out=options.out,
        rules_off=options.rule_off,
        home=options.home,
        hands=Input(options.input),
    )


def _demo_site(options: argparse.Namespace) -> int:
    from packstation.demo.command import demo_site  # noqa: PLC0415  as above

    return demo_site(
        headless=options.headless, orders=options.orders, out=options.out, plant_loss=options.plant_loss
    )


def _training(options: argparse.Namespace) -> int:
    from packstation.demo.command import practise, see_scores  # noqa: PLC0415  as above

    if options.scores:
        return see_scores(options.home, options.trainee)
    return practise(
        headless=options.headless,
        seed=options.seed,
        out=options.out,
        home=options.home,
        trainee=options.trainee,
    )


def _gallery(options: argparse.Namespace) -> int:
    from packstation.demo.command import see_gallery  # noqa: PLC0415  as above

    return see_gallery(options.out)


def _backup(options: argparse.Namespace) -> int:
    from packstation.maintenance.store_copy import backup_store  # noqa: PLC0415  as above

    return backup_store(options.home, options.file)


def _restore(options: argparse.Namespace) -> int:
    from packstation.maintenance.store_copy import restore_store  # noqa: PLC0415  as above

    return restore_store(options.home, options.file)


def _verify(options: argparse.Namespace) -> int:
    from packstation.maintenance.store_copy import verify_store  # noqa: PLC0415  as above

    return verify_store(options.home)


def _show(options: argparse.Namespace) -> int:
    from packstation.maintenance.show_order import show_order  # noqa: PLC0415  as above

    return show_order(options.home, options.order)


def _doctor(options: argparse.Namespace) -> int:
    from packstation.maintenance.doctor import see_doctor  # noqa: PLC0415  as above

    return see_doctor(options.home)


def _support(options: argparse.Namespace) -> int:
    from packstation.maintenance.support import write_bundle  # noqa: PLC0415  as above

    return write_bundle(options.home, options.file)


def _commands(options: argparse.Namespace) -> int:
    from packstation.maintenance.command_card import print_card  # noqa: PLC0415  as above

    return print_card(options.home, options.pdf)


def _picklists(options: argparse.Namespace) -> int:
    from packstation.maintenance.pick_papers import print_pick_papers  # noqa: PLC0415  as above

    return print_pick_papers(options.home, options.pdf, options.orders)


def _import(options: argparse.Namespace) -> int:
    from packstation.maintenance.bring_in import import_file  # noqa: PLC0415  as above

    return import_file(options.home, options.file, options.form, options.channel, as_json=options.json)


def _import_products(options: argparse.Namespace) -> int:
    from packstation.maintenance.bring_products import import_products  # noqa: PLC0415  as above

    return import_products(options.home, options.file, as_json=options.json)


def _columns(options: argparse.Namespace) -> int:
    from packstation.maintenance.columns import say_columns  # noqa: PLC0415  as above

    return say_columns(
        options.home,
        options.file,
        options.name,
        options.cells,
        options.defaults,
        options.dates,
        replace=options.replace,
    )


def _quarantine(options: argparse.Namespace) -> int:
    from packstation.maintenance import settle_rows  # noqa: PLC0415  as above

    if options.act == "mend":
        return settle_rows.mend_row(options.home, options.entry, options.cells)
    if options.act == "replay":
        return settle_rows.replay_rows(options.home, options.entry)
    if options.act == "drop":
        return settle_rows.drop_rows(options.home, options.entry)
    return settle_rows.list_rows(options.home, as_json=options.json)


def _central(options: argparse.Namespace) -> int:
    from packstation.maintenance import central_office  # noqa: PLC0415  as above

    reach = central_office.Reach(
        options.home, options.url, getattr(options, "site", None), options.root, options.tls
    )
    acts = {
        "init": lambda: central_office.init_central(reach),
        "enrol": lambda: central_office.enrol_station(reach, options.name, options.out, options.sign_with),
        "status": lambda: central_office.show_status(reach, as_data=options.json),
        "verify": lambda: central_office.verify_central(reach),
        "close": lambda: central_office.close_station(reach, options.name),
        "settings": lambda: central_office.settle_site(reach, options.file),
        "restored": lambda: central_office.central_restored(reach),
        "trim": lambda: central_office.trim_feed(reach, options.days),
    }
    return acts[options.act]()


def _enrol(options: argparse.Namespace) -> int:
    from packstation.maintenance.bench_enrolment import enrol_bench  # noqa: PLC0415  as above

    return enrol_bench(options.home, options.file, secret_file=options.secret_file)


def _leave(options: argparse.Namespace) -> int:
    from packstation.maintenance.bench_enrolment import leave  # noqa: PLC0415  as above

    return leave(options.home, whatever_is_unsent=options.unsent)


def _status(options: argparse.Namespace) -> int:
    from packstation.maintenance.status import show_status  # noqa: PLC0415  as above

    return show_status(options.home, as_json=options.json)


if __name__ == "__main__":
    sys.exit(main())
