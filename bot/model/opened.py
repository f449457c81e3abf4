"""Settings → the writer of the configured model with its budget; None where none is configured."""

from bot.model.provider import provider
from bot.model.spend import Spend, price
from bot.settings import Settings
from bot.writers.model import ModelWriter


def model_writer(settings: Settings) -> ModelWriter | None:
    """Opens nothing but the model and the file of what it cost; sends nothing."""
    if settings.model is None:
        return None
    spend = Spend(
        settings.home / settings.name / "spend.sqlite",
        price=price(settings.model, settings.prices),
        thread_usd=settings.budget_thread_usd,
        day_usd=settings.budget_day_usd,
    )
    return ModelWriter(
        provider(settings),
        spend,
        seconds=settings.model_seconds,
        first_words_s=settings.first_words_seconds,
        evidence_tokens=settings.evidence_tokens,
    )
