"""`python -m cityinnov`."""

import sys

from cityinnov.cli import main

sys.exit(main())
