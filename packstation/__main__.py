"""`python -m packstation` is the same as the command `packstation`."""

import sys

from packstation.cli import main

if __name__ == "__main__":
    sys.exit(main())
