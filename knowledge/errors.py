"""What can go wrong with knowledge. Each error says in `help` what to do about it.

KnowledgeError
├── DossierError      a dossier folder that cannot be used; names file and entry
├── DocumentError     one document that cannot be read
│   └── FetchError    a web address that cannot be fetched, or must not be
├── EmbedderError     the embedding model is missing or does not load
├── RerankerError     the model that judges passages does not load; ranking goes on without it
└── StoreError        the data folder
    ├── StoreLocked   another process owns it (retryable)
    ├── StoreGone     the Chroma server does not answer (retryable)
    ├── StoreMismatch filled by another version of this program
    └── StoreCorrupt  does not open, or catalog and index disagree
"""


class KnowledgeError(Exception):
    """`exit_code` is what the command line ends with: 3 bad input, 4 unavailable."""

    exit_code = 3
    retryable = False

    def __init__(self, message: str, *, help: str) -> None:
        super().__init__(message if message.endswith((".", "。")) else f"{message}.")
        self.help = help


class DossierError(KnowledgeError):
    pass


class DocumentError(KnowledgeError):
    pass


class EmbedderError(KnowledgeError):
    exit_code = 4


class RerankerError(KnowledgeError):
    exit_code = 4


class StoreError(KnowledgeError):
    exit_code = 4


class StoreLocked(StoreError):
    retryable = True


class StoreGone(StoreError):
    retryable = True


class StoreMismatch(StoreError):
    pass


class StoreCorrupt(StoreError):
    pass
