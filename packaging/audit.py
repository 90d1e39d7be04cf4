"""Asks the public advisories about everything in a lock file, and does not take silence for a yes.

    python packaging/audit.py packaging/requirements-dev.txt

pip-audit ends well when the advisory service knows none of the packages, which is also what a mirror without
advisories looks like. So this counts what was really looked up: nothing, or less than the lock file names, is
a failure (exit 1), as is every known weakness. No answer that can be read is exit 2.
"""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

COMMAND = [sys.executable, "-m", "pip_audit", "--require-hashes", "--disable-pip", "--progress-spinner=off"]


def objections(report: Mapping[str, Any]) -> list[str]:
    """What speaks against a report of pip-audit (its JSON format), a line each; empty if all is well."""
    looked_up = [entry for entry in report.get("dependencies", []) if "vulns" in entry]
    skipped = [entry for entry in report.get("dependencies", []) if "skip_reason" in entry]
    found = [f"not audited: {entry['name']}: {entry['skip_reason']}" for entry in skipped]
    for entry in looked_up:
        for advisory in entry["vulns"]:
            fixed = ", ".join(advisory.get("fix_versions", [])) or "no version yet"
            found.append(f"{entry['name']} {entry['version']}: {advisory['id']}, fixed in {fixed}")
    if not looked_up:
        found.append("0 packages were audited: this says nothing about any of them")
    return found


def main(arguments: Sequence[str]) -> int:
    """Audit the lock files named in the arguments and say what was found."""
    wanted = [part for path in arguments for part in ("--requirement", path)]
    answer = subprocess.run(
        [*COMMAND, "--format=json", *wanted], stdout=subprocess.PIPE, check=False, text=True
    )
    try:
        report = json.loads(answer.stdout)
    except json.JSONDecodeError:
        print("pip-audit gave no report; was the advisory service in reach?", file=sys.stderr)
        return 2
    found = objections(report)
    print(
        "\n".join(found)
        if found
        else f"{len(report['dependencies'])} packages audited, none with a known weakness"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
