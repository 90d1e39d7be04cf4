"""The logs without anything of people, customers and goods: when, how bad, where in our code, which error.

A log may hold what nobody foresaw, as the words of an error do. So nothing passes that is not in the
program itself: its own messages without what was filled in, its own files and functions, known errors.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import packstation
from packstation.domain.refusal import FaultCode

LINES = 5_000
"""So many lines of the newest logs are looked at: weeks of a healthy bench, hours of a sick one."""

_RECORD = re.compile(
    r"(?P<at>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}) (?P<level>DEBUG|INFO|WARNING|ERROR|CRITICAL) "
    r"(?P<name>[\w.]+): (?P<message>.*)"
)
_FRAME = re.compile(r' +File "(?P<path>[^"]+)", line (?P<line>\d{1,6})(, in (?P<function>\S+))?')
_ERROR = re.compile(r"(?P<name>[A-Za-z_][\w.]*)(: .*)?")
_KEPT_LINES = frozenset(
    {
        "Traceback (most recent call last):",
        "The above exception was the direct cause of the following exception:",
        "During handling of the above exception, another exception occurred:",
    }
)
_FILLED_IN = re.compile("%[sdr]")
_CODES = frozenset(FaultCode) | {"scale", "printer", "store"}
_LEFT_OUT = "\N{HORIZONTAL ELLIPSIS}"


@dataclass(frozen=True)
class OwnWords:
    """What stands in the program: messages it logs, its files, and names of functions and errors."""

    messages: tuple[tuple[str, re.Pattern[str]], ...]
    files: frozenset[str]
    names: frozenset[str]

    @classmethod
    def of_program(cls) -> OwnWords:
        """Out of the sources; where none are installed, hardly anything is known, and so little passes."""
        folder = Path(packstation.__file__).parent
        messages: set[str] = set()
        names = {name for name in vars(builtins) if name[0].isupper()}
        files = set()
        for path in folder.rglob("*.py"):
            files.add(path.relative_to(folder.parent).as_posix())
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.FunctionDef | ast.ClassDef):
                    names.add(node.name)
                messages.update(_logged(node))
        known = tuple((text, _pattern(text)) for text in sorted(messages))
        return cls(known, frozenset(files), frozenset(names))


def newest_lines(folder: Path, name: str) -> list[str]:
    """The last lines of the log and of the older ones beside it, oldest first."""
    if not folder.is_dir():
        return []
    older = [path for path in folder.glob(f"{name}.*") if path.suffix[1:].isdigit()]
    older.sort(key=lambda path: int(path.suffix[1:]), reverse=True)
    lines: list[str] = []
    for path in (*older, folder / name):
        if path.is_file():
            lines += path.read_text("utf-8", "replace").splitlines()
    return lines[-LINES:]


def extract(lines: Iterable[str], own: OwnWords) -> str:
    """What may leave the site of these lines."""
    return "".join(f"{kept}\n" for line in lines for kept in _kept(line, own))


def _kept(line: str, own: OwnWords) -> Iterator[str]:
    if record := _RECORD.fullmatch(line):
        module = f"{record['name'].replace('.', '/')}.py"
        name = record["name"] if module in own.files else _LEFT_OUT
        yield f"{record['at']} {record['level']} {name}: {_message(record['message'], own)}"
    elif frame := _FRAME.fullmatch(line):
        yield f"  {_place(frame, own)}"
    elif line in _KEPT_LINES:
        yield line
    elif (error := _ERROR.fullmatch(line)) and error["name"].rpartition(".")[2] in own.names:
        yield error["name"].rpartition(".")[2]


def _message(message: str, own: OwnWords) -> str:
    for text, pattern in own.messages:
        if found := pattern.fullmatch(message):
            pieces = _FILLED_IN.split(text)
            filled = [*map(_codes, found.groups()), ""]
            return "".join(f"{piece}{word}" for piece, word in zip(pieces, filled, strict=True))
    return _LEFT_OUT


def _codes(text: str) -> str:
    """The codes in what was filled into a message."""
    return " ".join(word if word in _CODES else _LEFT_OUT for word in re.findall(r"\w+", text))


def _place(frame: re.Match[str], own: OwnWords) -> str:
    path = frame["path"].replace("\\", "/")
    file = path[path.rfind("packstation/") :] if "packstation/" in path else ""
    if file not in own.files:
        return f"{_LEFT_OUT}, line {frame['line']}"
    function = frame["function"] if frame["function"] in own.names else _LEFT_OUT
    return f"{file}, line {frame['line']}, in {function}"


def _logged(node: ast.AST) -> Iterator[str]:
    """The message of a call to the module's logger."""
    if not isinstance(node, ast.Call) or not ast.unparse(node.func).startswith("log."):
        return
    first = node.args[0] if node.args else None
    if isinstance(first, ast.Constant) and isinstance(first.value, str):
        yield first.value


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile("(.*)".join(re.escape(part) for part in _FILLED_IN.split(text)))
