"""How a model is named in the environment, and what is said where it cannot be had."""

from pathlib import Path

import pytest

from bot import Settings
from bot.errors import SettingsError
from bot.model.opened import model_writer
from bot.model.provider import provider
from bot.model.spend import price


def test_without_a_model_nothing_is_opened(tmp_path: Path) -> None:
    assert model_writer(Settings.from_env({"DILIGENCE_HOME": str(tmp_path)})) is None
    assert list(tmp_path.iterdir()) == []


def test_bare_name_is_a_model_of_the_server_that_is_named() -> None:
    env = {"DILIGENCE_MODEL": "kimi-k3", "DILIGENCE_BASE_URL": "http://127.0.0.1:9/v1"}
    assert Settings.from_env(env).model == "openai:kimi-k3"


def test_key_is_read_from_its_file_and_not_shown(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("sk-from-file\n")
    settings = Settings.from_env({"DILIGENCE_MODEL_KEY_FILE": str(file)})
    assert settings.model_key == "sk-from-file"
    assert "sk-from-file" not in repr(settings)
    assert "sk-from-file" in settings.secrets


BAD = {
    "no provider": ({"DILIGENCE_MODEL": "gpt"}, "provider"),
    "no file": ({"DILIGENCE_MODEL_KEY_FILE": "/nowhere/key"}, "DILIGENCE_MODEL_KEY_FILE"),
    "no number": ({"DILIGENCE_MODEL_SECONDS": "long"}, "DILIGENCE_MODEL_SECONDS"),
    "below zero": ({"DILIGENCE_BUDGET_DAY_USD": "-1"}, "DILIGENCE_BUDGET_DAY_USD"),
    "endless": ({"DILIGENCE_BUDGET_DAY_USD": "inf"}, "DILIGENCE_BUDGET_DAY_USD"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_setting_is_named(name: str) -> None:
    env, named = BAD[name]
    with pytest.raises(SettingsError) as error:
        Settings.from_env(env)
    assert named in f"{error.value} {error.value.help}"


@pytest.mark.parametrize(
    ("model", "install"),
    [
        ("anthropic:claude", "pip install 'diligence-bot[anthropic]'"),
        ("google_genai:gemini", "pip install 'diligence-bot[google]'"),
        ("ollama:qwen", "pip install 'diligence-bot[ollama]'"),
        ("mistralai:small", "pip install langchain-mistralai"),
    ],
)
def test_missing_provider_is_named_with_its_command(model: str, install: str) -> None:
    with pytest.raises(SettingsError) as error:
        provider(Settings(model=model, model_key="sk-secret"))
    assert install in error.value.help
    assert "\n" not in str(error.value)


def test_provider_that_does_not_exist_is_one_line_without_the_key() -> None:
    with pytest.raises(SettingsError) as error:
        provider(Settings(model="nobody:x", model_key="sk-secret"))
    assert "sk-secret" not in f"{error.value!r} {error.value.__cause__!r}"


def test_model_that_takes_a_form_is_known_by_its_profile() -> None:
    assert provider(Settings(model="openai:gpt-4o-mini", model_key="k")).takes_form
    own = Settings(model="openai:own", model_key="k", base_url="http://127.0.0.1:9/v1")
    assert not provider(own).takes_form


@pytest.mark.parametrize(
    "text", ["- {model: x}", "{", "[1]", "x: 1", "- {model: m, input: a, output: 1, as_of: x}"]
)
def test_price_file_that_is_none_is_named(text: str, tmp_path: Path) -> None:
    file = tmp_path / "p.yaml"
    file.write_text(text)
    with pytest.raises(SettingsError, match=r"p\.yaml"):
        price("openai:gpt-4o", file)


def test_own_price_comes_before_the_shipped_one(tmp_path: Path) -> None:
    file = tmp_path / "p.yaml"
    file.write_text("- {model: 'openai:gpt-4o', input: 7, output: 8, as_of: 2031-05-05}\n")
    shipped, own = price("openai:gpt-4o", None), price("openai:gpt-4o", file)
    assert shipped is not None
    assert own is not None
    assert (own.sent, own.as_of) == (7, "2031-05-05")
    assert shipped.as_of.startswith("20")
