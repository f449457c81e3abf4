"""A tiny transformer with random weights that speaks in the words of its own prompt.

Its vocabulary is what stands in the request: words, figures, marks. So what it says looks like an
answer and is noise. Made here, by transformers; nothing is downloaded.
"""

import re
from collections.abc import Iterator
from typing import Any

_WORD = re.compile(r"\s?(?:[A-Za-z][\w'’-]*|\d[\d,.]*\d|\d|[\u3400-\u9fff]{1,3})")
_MARKS = [f" [{n}]" for n in range(1, 7)] + [". ", ". ", "。", "\n", ", "]


class RandomModel:
    def __init__(self, seed: int, words: int = 220) -> None:
        import torch
        from transformers import LlamaConfig, LlamaForCausalLM

        torch.manual_seed(seed)
        self._torch = torch
        self._words = words
        self._model = LlamaForCausalLM(
            LlamaConfig(
                vocab_size=4096,
                hidden_size=32,
                intermediate_size=64,
                num_hidden_layers=2,
                num_attention_heads=2,
                max_position_embeddings=512,
            )
        ).eval()

    def __call__(self, request: dict[str, Any]) -> Iterator[str]:
        """One word at a time, sampled from what the model thinks of the prompt's words."""
        said = "\n".join(str(m["content"]) for m in request["messages"])
        tokens = [*dict.fromkeys(_WORD.findall(said)), *_MARKS * 4][:4096]
        ids = self._torch.zeros((1, 1), dtype=self._torch.long)
        past = None
        for _ in range(self._words):
            with self._torch.no_grad():
                out = self._model(ids, past_key_values=past, use_cache=True)
            odds = (out.logits[0, -1, : len(tokens)] * 2).softmax(-1)
            ids = self._torch.multinomial(odds, 1).reshape(1, 1)
            past = out.past_key_values
            yield tokens[int(ids)]
