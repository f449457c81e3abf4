"""The standard diligence questions answered into a memo with numbered references."""

from bot.memo.build import build
from bot.memo.formats import MEDIA, Format, of_name, render
from bot.memo.records import Memo
from bot.memo.room import Room

__all__ = ["MEDIA", "Format", "Memo", "Room", "build", "of_name", "render"]
