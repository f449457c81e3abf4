"""Puts the parts together and serves the page and the API."""

import sys

from bot.surfaces.cli import main

if __name__ == "__main__":
    sys.exit(main(["serve", *sys.argv[1:]]))
