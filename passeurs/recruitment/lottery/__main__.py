"""`python -m passeurs.recruitment.lottery`."""

import sys

from passeurs.recruitment.lottery.cli import main

if __name__ == "__main__":
    sys.exit(main())
