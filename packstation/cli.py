"""The command `packstation`: run the bench, see the demonstration, keep the store, find out what is wrong."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence

from packstation.arguments import parser
from packstation.broken_pipe import readers_may_leave
from packstation.places import LOGS_NAME
from packstation.quiet_log import keep_log


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    with readers_may_leave():
        try:
            return _main(arguments)
        except KeyboardInterrupt:
            # A shell's own number for it; whoever pressed the keys needs no list of calls.
            return 130


def _main(arguments: Sequence[str] | None) -> int:
    options = parser().parse_args(arguments)
    if options.command != "central":
        _forget_postgres()
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


def _forget_postgres() -> None:
    """Of what libpq reads (PGPASSWORD, PGSERVICE, PGOPTIONS ...) nothing leads a bench on its way to central.

    The commands of the office keep it: there it is how a password is handed over.
    """
    for name in [name for name in os.environ if name.startswith("PG")]:  # noqa: TID251  start-up
        del os.environ[name]  # noqa: TID251  as above


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

    return enrol_bench(
        options.home, options.file, secret_file=options.secret_file, whatever_is_unsent=options.unsent
    )


def _leave(options: argparse.Namespace) -> int:
    from packstation.maintenance.bench_enrolment import leave  # noqa: PLC0415  as above

    return leave(options.home, whatever_is_unsent=options.unsent)


def _status(options: argparse.Namespace) -> int:
    from packstation.maintenance.status import show_status  # noqa: PLC0415  as above

    return show_status(options.home, as_json=options.json)


if __name__ == "__main__":
    sys.exit(main())
