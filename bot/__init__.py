"""A question in, an answer with its proof out.

`Bot` and `Settings` are loaded when first asked for, so that `import bot` stays cheap.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.desk import Bot as Bot
    from bot.settings import Settings as Settings

__all__ = ["Bot", "Settings"]


def __getattr__(name: str) -> Any:
    if name == "Settings":
        from bot.settings import Settings

        return Settings
    if name == "Bot":
        from bot.desk import Bot

        return Bot
    raise AttributeError(name)
