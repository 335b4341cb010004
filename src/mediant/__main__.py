"""`python -m mediant`: the same as the command `mediant`."""

import sys

from mediant.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
