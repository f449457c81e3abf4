"""`python -m bot` is `diligence`."""

import sys

from bot.surfaces.cli import main

sys.exit(main())
