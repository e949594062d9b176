"""`python -m passeurs.fairness.lottery`."""

import sys

from passeurs.fairness.lottery.cli import main

if __name__ == "__main__":
    sys.exit(main())
