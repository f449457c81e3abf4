"""The command line: `diligence ask|ingest|remove|sources|metrics|conflicts|memo|audit|verify|…`.

Translates arguments into calls of the desk and prints what comes back; decides nothing. Errors
are one line on stderr. Exit codes: 0 answered or declined as designed, 2 usage, 3 bad input
(nothing was changed), 4 store, model or port unavailable.
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import asdict, fields, replace
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.question.times import valid_day
from bot.settings import Settings
from bot.surfaces import terminal
from knowledge import About, KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.desk import Bot
    from knowledge import Counting


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    args = _parser().parse_args(argv)
    try:
        command: Callable[[argparse.Namespace, Settings], int] = args.command
        return command(args, Settings.from_env())
    except KnowledgeError as error:
        if args.debug:
            raise
        _complain(f"{error} {error.help}")
        return error.exit_code
    except BrokenPipeError:
        sys.stderr.close()  # the reader went away; nothing is wrong
        return 0
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="diligence", description="A due-diligence desk.")
    parser.add_argument("--debug", action="store_true", help="show tracebacks")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    serve = _command(commands, "serve", _serve, "serve page and API")
    serve.add_argument("--host")
    serve.add_argument("--port", type=int)
    serve.add_argument("--watch", type=Path, metavar="DIR", help="go on reading what lies there")
    ask = _command(commands, "ask", _ask, "ask one question", json=True)
    ask.add_argument("question")
    ask.add_argument("--thread", metavar="ID", help="go on in this thread")
    ask.add_argument("--as-of", metavar="DATE", help="only what was published by then")
    ask.add_argument(
        "--writer", choices=["extractive", "model"], help="default: the model where one is set"
    )
    ingest = _command(commands, "ingest", _ingest, "read documents into the store", json=True)
    ingest.add_argument(
        "paths", nargs="+", metavar="PATH", help="a file, a folder or a web address"
    )
    ingest.add_argument("--publisher")
    ingest.add_argument("--published", metavar="DATE")
    ingest.add_argument("--tier", type=int, choices=[1, 2, 3])
    ingest.add_argument("--company", help="whose document it is")
    ingest.add_argument("--form", help="what it is: 10-K, annual report, deck …")
    ingest.add_argument("--period", help="what it reports on: FY2025, FY2025-Q2")
    ingest.add_argument("--title")
    ingest.add_argument("--watch", action="store_true", help="go on reading what is new or changed")
    remove = _command(commands, "remove", _remove, "take ingested documents out")
    remove.add_argument("source_ids", nargs="+", metavar="SOURCE_ID")
    _command(commands, "sources", _sources, "list the sources", json=True)
    _command(commands, "metrics", _metrics, "list the computed metrics", json=True)
    _command(commands, "conflicts", _conflicts, "list what disagrees or was replaced", json=True)
    memo = _command(commands, "memo", _memo, "answer the standard questions into a memo")
    memo.add_argument("--out", metavar="FILE", help="memo.md, .docx or .pdf; else Markdown here")
    memo.add_argument("--language", choices=["en", "zh"], default="en")
    memo.add_argument("--as-of", metavar="DATE", help="only what was published by then")
    audit = _command(commands, "audit", _audit, "export what the answers of a thread went through")
    audit.add_argument("thread", nargs="?", metavar="THREAD_ID")
    audit.add_argument("--turn", type=int, metavar="N", help="only its Nth answer")
    audit.add_argument("--out", metavar="FILE.json")
    audit.add_argument("--verify", action="store_true", help="check the chain of all entries")
    _command(commands, "verify", _verify, "check catalog and index against each other")
    _command(commands, "rebuild", _rebuild, "embed everything again")
    _command(commands, "doctor", _doctor, "what is installed and the state of the store")
    # `eval`: evals may know the desk, the desk not evals; by name, as a path may list it twice
    for found in {e.name: e for e in entry_points(group="diligence.commands")}.values():
        found.load()(commands)
    return parser


def _command(
    commands: Any,
    name: str,
    run: Callable[[argparse.Namespace, Settings], int],
    help: str,
    *,
    json: bool = False,
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=help, description=help)
    parser.set_defaults(command=run)
    if json:
        parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _serve(args: argparse.Namespace, settings: Settings) -> int:
    from bot.surfaces.server import serve

    given = {"host": args.host, "port": args.port, "watch": args.watch}
    serve(replace(settings, **{k: v for k, v in given.items() if v is not None}))
    return 0


def _ask(args: argparse.Namespace, settings: Settings) -> int:
    as_of = valid_day(args.as_of) if args.as_of else None
    if args.writer == "model" and not settings.model:
        raise _no_model()
    if args.writer == "extractive":
        settings = replace(settings, model=None)
    with _desk(settings) as bot:
        answer = bot.ask(args.question, args.thread, as_of).to_dict()
    print(_json(answer) if args.json else terminal.note(answer))
    return 0


def _ingest(args: argparse.Namespace, settings: Settings) -> int:
    about = About(**{field.name: getattr(args, field.name) for field in fields(About)})
    if args.published:
        _valid_date(args.published)
    from bot.surfaces import intake, watched

    if args.watch:
        watched.refuse_own(args.paths, settings)
    with _desk(settings) as bot:
        return intake.run(bot, args.paths, about, as_json=args.json, watching=args.watch)


def _remove(args: argparse.Namespace, settings: Settings) -> int:
    with _desk(settings) as bot:
        for source_id in args.source_ids:
            bot.remove(source_id)
            print(f"removed: {source_id}")
    return 0


def _sources(args: argparse.Namespace, settings: Settings) -> int:
    with _desk(settings) as bot:
        found = bot.sources()
        also = {s.id: bot.also_at(s.id) for s in found}
    if args.json:
        print(_json([asdict(s) | {"also_at": also[s.id]} for s in found]))
    else:
        for s in found:
            print(f"{s.id}\ttier {s.tier}\t{s.published or 'undated'}\t{s.publisher}\t{s.title}")
            for warning in s.warnings:
                print(f"  ! {warning}")
            for copy in also[s.id]:
                print(f"  also read at {copy}")
    return 0


def _metrics(args: argparse.Namespace, settings: Settings) -> int:
    with _desk(settings) as bot:
        found = bot.metrics()
    if args.json:
        print(_json(found))
    else:
        for m in found:
            print(f"{m['name']}: {m['says']}\n  formula: {m['formula']}")
    return 0


def _conflicts(args: argparse.Namespace, settings: Settings) -> int:
    with _desk(settings) as bot:
        found = bot.conflicts()
    if args.json:
        print(_json(found))
    else:
        for c in found:
            print(f"{c['id']} ({c['kind']}, {c['topic']}): {c['reading']}")
    return 0


def _memo(args: argparse.Namespace, settings: Settings) -> int:
    from bot import memo
    from bot.surfaces import exports

    format = memo.of_name(args.out) if args.out else "md"
    as_of = valid_day(args.as_of) if args.as_of else None
    with _desk(settings) as bot:
        content = memo.render(bot.memo(args.language, as_of), format)
    print(exports.written(args.out, content) if args.out else content.decode())
    return 0


def _audit(args: argparse.Namespace, settings: Settings) -> int:
    from bot.surfaces import exports

    if args.verify:
        said, problems = exports.verified(settings)
        for problem in problems:
            _complain(problem)
        print(said)
        return 4 if problems else 0
    text = exports.audit(settings, args.thread, args.turn)
    print(exports.written(args.out, text.encode()) if args.out else text)
    return 0


def _verify(args: argparse.Namespace, settings: Settings) -> int:
    with _desk(settings) as bot:
        problems = bot.verify()
    for problem in problems:
        _complain(problem)
    if not problems:
        print("Catalog and index agree.")
    return 4 if problems else 0


def _rebuild(args: argparse.Namespace, settings: Settings) -> int:
    told = _told if sys.stderr.isatty() else None
    with _desk(settings, rebuild=True, progress=told) as bot:
        print(f"Rebuilt: {bot.kb.passage_count} passages by {bot.kb.embedder.name}.")
    return 0


def _told(done: int, total: int) -> None:
    end = "\n" if done >= total else ""
    print(f"\rembedded {done:,} of {total:,}", end=end, file=sys.stderr, flush=True)


def _doctor(args: argparse.Namespace, settings: Settings) -> int:
    from bot.surfaces.doctor import report

    for line in report(settings):
        print(line)
    return 0


@contextmanager
def _desk(
    settings: Settings, *, rebuild: bool = False, progress: "Counting | None" = None
) -> "Iterator[Bot]":
    from bot.desk import Bot

    bot = Bot.open(settings, rebuild=rebuild, progress=progress)
    try:
        yield bot
    finally:
        bot.close()


def _no_model() -> KnowledgeError:
    from bot.errors import SettingsError

    return SettingsError("No language model is set.", help="Set DILIGENCE_MODEL=provider:name.")


def _valid_date(text: str) -> None:
    from bot.errors import SettingsError
    from knowledge import periods

    try:
        periods.parse(text)
    except ValueError as error:
        raise SettingsError(
            f"--published is {text!r}.", help="Give a day, month or year such as 2026-02-17."
        ) from error


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, default=str)


def _complain(message: str) -> None:
    print(f"diligence: {' '.join(message.split())}", file=sys.stderr)
