"""Data never becomes code: no unpickling, no eval, no shell, no SQL put together from text."""

import pytest

from tests.architecture.source import Module, modules
from tests.architecture.unsafe_code import unsafe


def test_no_data_becomes_code() -> None:
    assert [finding for module in modules("packstation", "packaging") for finding in unsafe(module)] == []


@pytest.mark.parametrize(
    "line",
    [
        "import pickle",
        "from pickle import loads",
        "def late():\n    import shelve",
        "import marshal as m",
        "eval(payload)",
        "exec(payload)",
        "__import__(payload)",
        "yaml.load(payload)",
        "os.system(payload)",
        "os.popen(payload)",
        "subprocess.run(payload, shell=True)",
        "subprocess.run(payload, shell=wish)",
        'cursor.execute(f"select 1 where {payload}")',
        'connection.exec_driver_sql(f"pragma user_version = {n}")',
        'text(f"{payload}")',
        'sql = f"SELECT * FROM orders WHERE number = {number}"',
        'sql = f"SELECT * FROM {table}"',
        'sql = f"""\nupdate {table}\nset state = 1"""',
        'sql = "DELETE FROM orders WHERE number = %s" % number',
        'sql = "INSERT INTO orders VALUES ({})".format(number)',
        'sql = "SELECT * FROM orders WHERE number = " + number',
        'sql = f"VACUUM INTO {path}"',
        "sql = f\"attach database '{path}' as copy\"",
        'sql = f"DROP TABLE {table}"',
    ],
)
def test_a_planted_line_is_found(line: str) -> None:
    assert list(unsafe(Module("planted.py", line)))


@pytest.mark.parametrize(
    "line",
    [
        'cursor.execute("SELECT * FROM orders WHERE number = ?", (number,))',
        'cursor.execute("PRAGMA " + "user_version")',
        'message = f"select the order {number}"',
        "evaluate(payload)",
        "subprocess.run(payload, shell=False)",
        "yaml.safe_load(payload)",
        'text(f"a plain sentence")',
        "total = count + 1",
        "text('Hello')",
    ],
)
def test_a_harmless_line_is_left_alone(line: str) -> None:
    assert list(unsafe(Module("planted.py", line))) == []
