"""The core is plain Python: the standard library and nothing else, and it runs where Qt is not installed."""

import subprocess
import sys

from tests.architecture.source import ROOT, Module, modules

IMPORT_WITHOUT_QT = """
import importlib, sys
for name in ("PySide6", "shiboken6"):
    sys.modules[name] = None
for name in sys.argv[1:]:
    importlib.import_module(name)
"""


def strangers(module: Module, *own: str) -> set[str]:
    """What a module imports that is neither in the standard library nor in one of its own packages."""
    allowed = (*own, *sys.stdlib_module_names)
    return {
        name
        for name in module.imported
        if not any(name == root or name.startswith(f"{root}.") for root in allowed)
    }


def dotted(path: str) -> str:
    """The import name of the module in this file."""
    return path.removesuffix("/__init__.py").removesuffix(".py").replace("/", ".")


def test_the_domain_knows_the_standard_library_and_itself() -> None:
    found = {module.path: strangers(module, "packstation.domain") for module in modules("packstation/domain")}
    assert not any(found.values()), found


def test_the_application_knows_the_standard_library_and_the_domain() -> None:
    own = ("packstation.domain", "packstation.application")
    found = {module.path: strangers(module, *own) for module in modules("packstation/application")}
    assert not any(found.values()), found


def test_a_planted_stranger_is_named() -> None:
    planted = Module(
        "packstation/domain/planted.py", "def f() -> None:\n    import requests.api\n    import json\n"
    )
    assert strangers(planted, "packstation.domain") == {"requests.api"}


def test_core_and_presenters_can_be_imported_where_qt_is_not_installed() -> None:
    names = [dotted(module.path) for module in modules("packstation/domain", "packstation/application")]
    names += [
        dotted(module.path) for module in modules("packstation/ui") if module.path.endswith("/presenter.py")
    ]
    subprocess.run([sys.executable, "-c", IMPORT_WITHOUT_QT, *names], cwd=ROOT, check=True)


def test_without_qt_a_view_cannot_be_imported() -> None:
    planted = subprocess.run(
        [sys.executable, "-c", IMPORT_WITHOUT_QT, "PySide6.QtCore"],
        cwd=ROOT,
        check=False,
        capture_output=True,
    )
    assert b"ModuleNotFoundError" in planted.stderr
