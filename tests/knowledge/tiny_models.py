"""Random sentence-transformers models of a few kilobytes, made where a test wants them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

WORDS = "cash runway revenue of the company rose to lasts how long does query passage : . ? , 1 2 3"


def bert(
    folder: Path, *, prompts: Mapping[str, str] | None = None, pooling: str = "mean", dense: int = 0
) -> Path:
    """A BERT of two layers over a small WordPiece vocabulary, with random weights."""
    import torch
    from transformers import BertConfig, BertModel

    torch.manual_seed(7)
    inside = folder.with_name(f"{folder.name}-parts")
    size = _word_pieces(inside)
    config = BertConfig(vocab_size=size, max_position_embeddings=64, **_SMALL)
    BertModel(config).save_pretrained(inside)
    return _saved(inside, folder, prompts or {}, pooling, dense)


def judge(folder: Path, *, labels: int = 1) -> Path:
    """A cross-encoder: a BERT that scores a question and a text together, with random weights."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification

    torch.manual_seed(11)
    size = _word_pieces(folder)
    config = BertConfig(
        vocab_size=size,
        max_position_embeddings=64,
        num_labels=labels,
        initializer_range=1.0,  # far apart
        **_SMALL,
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


def _word_pieces(folder: Path) -> int:
    """A small vocabulary and its tokenizer; how many pieces it has."""
    from transformers import BertTokenizerFast

    folder.mkdir(parents=True)
    letters = [p + c for c in "abcdefghijklmnopqrstuvwxyz" for p in ("", "##")]
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *WORDS.split()]
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    BertTokenizerFast(vocab=str(folder / "vocab.txt")).save_pretrained(folder)
    return len(vocabulary)


def roberta(folder: Path) -> Path:
    """An XLM-RoBERTa over a Unigram vocabulary: its padding is token 1 and shifts positions."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast, XLMRobertaConfig, XLMRobertaModel

    torch.manual_seed(8)
    inside = folder.with_name(f"{folder.name}-parts")
    pieces = ["<s>", "<pad>", "</s>", "<unk>", *(f"▁{w}" for w in WORDS.split()), *WORDS.split()]
    letters = [c for c in "abcdefghijklmnopqrstuvwxyz▁公司营收" if c not in pieces]
    vocabulary = [(piece, -float(n)) for n, piece in enumerate([*dict.fromkeys(pieces), *letters])]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=3))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    special = {
        "bos": "<s>",
        "pad": "<pad>",
        "eos": "</s>",
        "cls": "<s>",
        "sep": "</s>",
        "unk": "<unk>",
    }
    config = XLMRobertaConfig(
        vocab_size=len(vocabulary), max_position_embeddings=66, pad_token_id=1, **_SMALL
    )
    XLMRobertaModel(config).save_pretrained(inside)
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, **{f"{name}_token": token for name, token in special.items()}
    ).save_pretrained(inside)
    return _saved(inside, folder, {}, "cls", 0)


def bag_of_words(folder: Path) -> Path:
    """A vector a word and their mean: a model without a transformer."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers

    torch.manual_seed(9)
    vocabulary = {word: n for n, word in enumerate(["[UNK]", *WORDS.split()])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    made = SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_dim=16)], device="cpu")
    made.save(str(folder))
    return folder


_SMALL = {
    "hidden_size": 16,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "intermediate_size": 32,
}


def _saved(
    inside: Path, folder: Path, prompts: Mapping[str, str], pooling: str, dense: int
) -> Path:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Dense, Pooling, Transformer

    modules: list[Any] = [Transformer(str(inside), max_seq_length=48), Pooling(16, pooling)]
    if dense:
        modules.append(Dense(16, dense))
    made = SentenceTransformer(modules=modules, prompts=dict(prompts), device="cpu")
    made.save(str(folder))
    return folder
