"""The desk as a LangChain retriever: a question → the evidence its answer cites, as documents."""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever


class DeskRetriever(BaseRetriever):
    """`desk` is a `Bot`; a declined question gives no documents."""

    desk: Any

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        answer = self.desk.ask(query)
        return [
            Document(
                page_content=c.passage,
                id=c.evidence_id,
                metadata={
                    "source_id": c.source_id,
                    "publisher": c.publisher,
                    "published": c.published,
                    "as_of": c.as_of,
                    "tier": c.tier,
                    "url": c.url,
                    "sha256": c.sha256,
                    "start": c.locator.start,
                    "end": c.locator.end,
                },
            )
            for c in answer.citations
        ]
