"""CrossEncoders made on the spot: random weights from a fixed seed, over a few words and all letters."""

from __future__ import annotations

import string
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from sentence_transformers import CrossEncoder
from transformers import (
    BertConfig,
    BertForSequenceClassification,
    BertTokenizerFast,
    RobertaConfig,
    RobertaForSequenceClassification,
)

LONGEST = 48
"""Tokens of a pair."""

_SPECIAL = ("[UNK]", "[PAD]", "[CLS]", "[SEP]", "[MASK]")
_WORDS = ("damp", "mould", "homes", "council", "tax", "the", "of", "what", "was", "said", "about")
_LETTERS = (*string.ascii_lowercase, *(f"##{letter}" for letter in string.ascii_lowercase))
VOCABULARY = {token: place for place, token in enumerate((*_SPECIAL, *_WORDS, *_LETTERS))}
_SMALL = {
    "vocab_size": len(VOCABULARY),
    "hidden_size": 32,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "intermediate_size": 64,
    "pad_token_id": VOCABULARY["[PAD]"],
    "initializer_range": 0.5,  # large, so that other texts get other scores
}


def bert(
    folder: Path,
    activation: torch.nn.Module | None = None,
    labels: int = 1,
    tokens: int = LONGEST,
) -> Path:
    """Tells question and passage apart by the types of their tokens; a sigmoid unless told otherwise."""
    torch.manual_seed(1)
    config = BertConfig(**_SMALL, max_position_embeddings=tokens, num_labels=labels)
    tokenizer = BertTokenizerFast(VOCABULARY, model_max_length=tokens)
    return saved(folder, BertForSequenceClassification(config), tokenizer, activation)


def roberta(folder: Path) -> Path:
    """Knows no types of tokens, and counts its places from the number that stands for padding."""
    torch.manual_seed(2)
    places = LONGEST + VOCABULARY["[PAD]"] + 1
    config = RobertaConfig(
        **_SMALL, max_position_embeddings=places, type_vocab_size=1, num_labels=1
    )
    tokenizer = BertTokenizerFast(
        VOCABULARY, model_max_length=LONGEST, model_input_names=["input_ids", "attention_mask"]
    )
    return saved(folder, RobertaForSequenceClassification(config), tokenizer, None)


def saved(
    folder: Path,
    model: torch.nn.Module,
    tokenizer: BertTokenizerFast,
    activation: torch.nn.Module | None,
) -> Path:
    """``folder``, with a model as sentence-transformers saves it."""
    with TemporaryDirectory() as plain:
        model.save_pretrained(plain)
        tokenizer.save_pretrained(plain)
        judge = CrossEncoder(plain, device="cpu", local_files_only=True, activation_fn=activation)
        judge.save_pretrained(str(folder), create_model_card=False)
    return folder
