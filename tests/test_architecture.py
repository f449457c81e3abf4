"""What may import what, where outside libraries are opened, and what importing costs."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
CODE = sorted(p for top in ("knowledge", "bot", "evals") for p in (ROOT / top).rglob("*.py"))
NAMES = [str(p.relative_to(ROOT)) for p in CODE]
FORBIDDEN = {"knowledge": ("bot", "evals", "app"), "bot": ("evals", "app"), "evals": ("app",)}
DOORS: dict[str, str | tuple[str, ...]] = {
    "chromadb": "knowledge/vectors.py",
    # its bi-encoders by one, its cross-encoders by the other
    "sentence_transformers": ("knowledge/embed/plain.py", "knowledge/rerank.py"),
    "openvino": "knowledge/embed/compiled.py",
    "tokenizers": "knowledge/embed/compiled.py",
    "transformers": ("bot/checks/meaning.py", "knowledge/embed/plain.py", "knowledge/rerank.py"),
    "torch": "knowledge/embed/conversion.py",
    "gradio": "bot/surfaces/ui.py",
    "jieba": "knowledge/words.py",
    "lemminflect": "knowledge/word_classes.py",
    "opencc": "knowledge/folding.py",
    "pypinyin": "knowledge/sounds.py",
    "trafilatura": "knowledge/readers/html.py",
    "pypdfium2": "knowledge/readers/pdf/",
    "rapidocr": "knowledge/readers/pdf/recognise.py",
    # read by one, written by the other
    "PIL": ("knowledge/readers/pdf/view.py", "bot/memo/picture.py"),
    "docx": ("knowledge/readers/docx.py", "bot/memo/docx.py"),
    "fontTools": "bot/memo/typefaces.py",
    "reportlab": "bot/memo/pdf.py",
    "pptx": "knowledge/readers/pptx.py",
    "openpyxl": "knowledge/readers/xlsx.py",
    "langgraph.checkpoint": "bot/memory.py",
    "inspect_ai": "evals/tasks.py",
    "ir_measures": "evals/scorers/retrieval.py",
    "opentelemetry": "bot/spans.py",
    "langchain.chat_models": "bot/model/provider.py",
}
# in benchmarks a library is measured against its bare self; type checkers open no library
MEASURES = {"evals/bench.py", "evals/external/stock.py"}
# the filings that evaluations read
MAKES = {"evals/dossiers/sorivane/make_documents.py", "evals/documents/make_documents.py"}


def imports(path: Path) -> Iterator[tuple[str, ast.stmt, bool]]:
    """Each imported module, the statement, and whether it stands at the top of the module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for inner in ast.walk(node)
    }
    top = {id(node) for node in tree.body}
    for node in ast.walk(tree):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node, id(node) in top
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node, id(node) in top


def behind(door: str | tuple[str, ...]) -> list[Path]:
    """The files of a door: one, those of a folder, or those of several."""
    if isinstance(door, tuple):
        return [path for each in door for path in behind(each)]
    path = ROOT / door
    return sorted(path.rglob("*.py")) if path.is_dir() else [path]


def within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


@pytest.mark.parametrize("path", CODE, ids=NAMES)
def test_imports_point_one_way(path: Path) -> None:
    top = path.relative_to(ROOT).parts[0]
    for module, node, _ in imports(path):
        assert not any(within(module, f) for f in FORBIDDEN[top]), f"line {node.lineno}"


@pytest.mark.parametrize(("library", "door"), DOORS.items(), ids=DOORS)
def test_library_has_one_door(library: str, door: str) -> None:
    users = {
        name
        for path, name in zip(CODE, NAMES, strict=True)
        if any(within(module, library) for module, *_ in imports(path))
    }
    assert users - MEASURES - MAKES <= {str(p.relative_to(ROOT)) for p in behind(door)}


# a checkpointer is a class, a task of inspect_ai a decorated function: both exist on import
AT_THE_TOP = {"langgraph.checkpoint", "inspect_ai"}


@pytest.mark.parametrize("library", sorted(DOORS.keys() - AT_THE_TOP))
def test_library_is_opened_inside_a_function(library: str) -> None:
    assert [
        (path.name, node.lineno)
        for path in behind(DOORS[library])
        for module, node, top in imports(path)
        if top and within(module, library)
    ] == []


def reads_environment(path: Path) -> list[int]:
    """Lines that read a variable; setting one is something else."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    sets = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, (ast.Store, ast.Del))
        for inner in ast.walk(node)
    } | {
        id(node.func.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("setdefault", "update", "pop")
    }
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in ("environ", "getenv")
        and isinstance(node.value, ast.Name)
        and node.value.id == "os"
        and id(node) not in sets
    ]


@pytest.mark.parametrize(
    "path",
    [p for p in CODE if p.parts[-3:-1] != ("evals", "external") and p.name != "serving.py"],
    ids=str,
)
def test_environment_is_read_in_settings_only(path: Path) -> None:
    if path == ROOT / "bot" / "settings.py":
        assert reads_environment(path)
    else:
        assert reads_environment(path) == []


def fresh(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_importing_the_bot_is_quick() -> None:
    code = "import time; t = time.perf_counter(); import bot; print(time.perf_counter() - t)"
    assert min(float(fresh(code)) for _ in range(5)) < 0.5


@pytest.mark.parametrize(
    "library", ["chromadb", "gradio", "torch", "sentence_transformers", "langchain"]
)
def test_importing_the_bot_does_not_import(library: str) -> None:
    assert fresh(f"import bot, sys; print({library!r} in sys.modules)").strip() == "False"


def test_importing_the_bot_does_nothing_to_disk(tmp_path: Path) -> None:
    there = f"import os, sys; sys.path.insert(0, {str(ROOT)!r}); os.chdir({str(tmp_path)!r})"
    fresh(f"{there}; import bot")
    assert list(tmp_path.iterdir()) == []


GENERIC = {
    "Beijing",
    "Washington",
    "北京",
    "CSRC",
    "证监会",
    "the industry",
    "行业",
    "Meta",
    "GPT",
    "GLM",
    "Z.ai",
}


def company_names() -> list[str]:
    listed = yaml.safe_load(
        (ROOT / "knowledge" / "dossiers" / "kimi" / "entities.yaml").read_text(encoding="utf-8")
    )
    names = {n for e in listed for n in (e["name"], e["name_zh"], *e["aliases"])}
    return sorted(names - GENERIC)


def code_of(path: Path) -> str:
    """A module without comments and docstrings, which may give examples."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        first = body[0] if isinstance(body, list) and body else None
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
            first.value.value = ""
    return ast.unparse(tree)


@pytest.mark.parametrize(
    "path", [p for p in CODE if p.relative_to(ROOT).parts[0] in ("knowledge", "bot")], ids=str
)
def test_code_names_no_company_of_the_shipped_dossier(path: Path) -> None:
    text = code_of(path).replace("dossiers' / 'kimi'", "")
    said = [
        n for n in company_names() if re.search(rf"(?<![A-Za-z]){re.escape(n)}(?![A-Za-z])", text)
    ]
    assert said == []


@pytest.mark.parametrize("name", ["knowledge/lexicon.yaml", "bot/checklist.yaml"])
def test_data_names_no_company_of_the_shipped_dossier(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    said = [
        n for n in company_names() if re.search(rf"(?<![A-Za-z]){re.escape(n)}(?![A-Za-z])", text)
    ]
    assert said == []
