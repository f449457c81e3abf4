"""What is known, and where each piece came from. No chat, no prompts, no page.

Other packages import names from here, not modules. Chroma, sentence-transformers and jieba are
opened by what uses them, not by importing this.
"""

from knowledge import (
    alike,
    amounts,
    asides,
    bundles,
    cells,
    dossier,
    finance,
    metrics,
    numerals,
    orders,
    periods,
    proper,
    ratios,
    scales,
    sounds,
    spans,
    subjects,
    word_classes,
    words,
)
from knowledge.bilingual import renderings
from knowledge.binding import About
from knowledge.candidates import Candidate, candidates
from knowledge.changes import Changes, changes
from knowledge.conflicts import carriers
from knowledge.copies import Copy
from knowledge.embed import (
    RUNTIMES,
    Embedder,
    RuntimeName,
    SentenceTransformerEmbedder,
    remembered,
)
from knowledge.errors import (
    DocumentError,
    DossierError,
    EmbedderError,
    KnowledgeError,
    RerankerError,
    StoreCorrupt,
    StoreError,
    StoreGone,
    StoreLocked,
    StoreMismatch,
)
from knowledge.folding import folded
from knowledge.ingest import correct, ingest, terms
from knowledge.intake import intake
from knowledge.ledger import Ledger, exchange, first_day, last_day
from knowledge.lexicon import Concept, Lexicon, Mention, language_of, lexicon
from knowledge.matcher import by_opening, in_small, is_cjk
from knowledge.meaning import Counting, Move
from knowledge.metadata import Form, Metadata, forms, metadata
from knowledge.periods import Period
from knowledge.progress import Progress
from knowledge.proposed import Proposal, is_proposed, joined
from knowledge.readers.pdf.view import PageView, Stretch
from knowledge.readers.pdf.view import view as page_view
from knowledge.records import (
    Amount,
    Bound,
    Certainty,
    Conflict,
    ConflictKind,
    Entity,
    Fact,
    Gap,
    Language,
    Metric,
    MetricInput,
    Original,
    Page,
    Passage,
    PassageKind,
    Rate,
    Source,
    Text,
)
from knowledge.relays import support
from knowledge.reports import IngestReport, Status, SyncReport
from knowledge.rerank import CrossEncoderReranker, Reranker
from knowledge.split import next_to, sentences
from knowledge.stated import (
    dated,
    gives_circumstance,
    gives_reason,
    named_in,
    stated,
    tells_why,
    text_of,
    worded,
)
from knowledge.store import KnowledgeBase, filled_by
from knowledge.stored import Bundle, Hit, Kept
from knowledge.tabular import TableRow
from knowledge.tabular import rows as table_rows
from knowledge.told import tells_of
from knowledge.vectors import Server
from knowledge.watch import Seen, watch

__all__ = [
    "TableRow",
    "table_rows",
    "About",
    "Form",
    "Metadata",
    "filled_by",
    "finance",
    "forms",
    "metadata",
    "RUNTIMES",
    "Amount",
    "Bound",
    "Bundle",
    "Candidate",
    "Certainty",
    "Changes",
    "Concept",
    "Conflict",
    "ConflictKind",
    "Copy",
    "Counting",
    "CrossEncoderReranker",
    "DocumentError",
    "DossierError",
    "Embedder",
    "EmbedderError",
    "Entity",
    "Fact",
    "Gap",
    "Hit",
    "IngestReport",
    "Kept",
    "KnowledgeBase",
    "KnowledgeError",
    "Language",
    "Ledger",
    "Lexicon",
    "Metric",
    "Mention",
    "MetricInput",
    "Original",
    "Move",
    "Page",
    "PageView",
    "Passage",
    "PassageKind",
    "Period",
    "Progress",
    "Proposal",
    "Rate",
    "Reranker",
    "RerankerError",
    "RuntimeName",
    "SentenceTransformerEmbedder",
    "Seen",
    "Server",
    "Source",
    "Status",
    "StoreCorrupt",
    "StoreError",
    "StoreGone",
    "StoreLocked",
    "StoreMismatch",
    "Stretch",
    "SyncReport",
    "Text",
    "alike",
    "amounts",
    "asides",
    "bundles",
    "by_opening",
    "candidates",
    "cells",
    "ratios",
    "scales",
    "spans",
    "sounds",
    "carriers",
    "changes",
    "correct",
    "dated",
    "dossier",
    "exchange",
    "first_day",
    "folded",
    "gives_circumstance",
    "gives_reason",
    "ingest",
    "intake",
    "in_small",
    "is_cjk",
    "is_proposed",
    "joined",
    "language_of",
    "last_day",
    "lexicon",
    "metrics",
    "named_in",
    "next_to",
    "orders",
    "page_view",
    "numerals",
    "periods",
    "remembered",
    "sentences",
    "stated",
    "subjects",
    "support",
    "tells_of",
    "tells_why",
    "text_of",
    "terms",
    "watch",
    "proper",
    "renderings",
    "word_classes",
    "words",
    "worded",
]
