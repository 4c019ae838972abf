"""Makes a small byte-level BPE tokenizer that AutoTokenizer loads from a folder, without a hub.

It is trained on words of syllables that this script makes up: the same form as the words that
llmbench's simulated servers answer with, and those of the server in C, so that every word of
an answer is one token. Any other text is cut into shorter pieces, as byte-level tokenizers do,
and can always be decoded.
"""

import argparse
import json
import pathlib
import random
import sys

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

CONSONANTS = "bdfgklmnprstvz"
VOWELS = "aeiou"
SYLLABLES = [consonant + vowel for consonant in CONSONANTS for vowel in VOWELS]
WORDS = 1024
# those of the server in C
OTHER = (
    "the of and to in village sea was that keeper waves his with stone it as light storm on night "
    "harbor from every winter which beyond ships by glow slowly"
).split()
VOCABULARY = 4096
SPECIAL = ["<unk>", "<s>", "</s>", "<pad>"]
CHAT = "{% for message in messages %}{{ message['content'] + ' ' }}{% endfor %}"


def words() -> list[str]:
    made = []
    for index in range(WORDS):
        word = SYLLABLES[index % len(SYLLABLES)] + SYLLABLES[index // len(SYLLABLES)]
        made.append(word + (SYLLABLES[index % 37] if index % 3 == 0 else ""))
    return made


def train(vocabulary: list[str]) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY,
        special_tokens=SPECIAL,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    # Each word stands first in a text too, where it has no space before it.
    draw = random.Random(1)
    texts = [" ".join(draw.sample(vocabulary, len(vocabulary))) for _ in range(20)]
    tokenizer.train_from_iterator(texts + vocabulary * 20, trainer)
    return tokenizer


def check(tokenizer: Tokenizer, vocabulary: list[str]) -> None:
    """A tokenizer that miscounts answers would make every tool look wrong."""
    for word in vocabulary:
        if len(tokenizer.encode(" " + word).ids) != 1:
            sys.exit(f"make_tokenizer.py: ' {word}' is not one token")
    text = "Any other text, 1234 \u00e9\u4e2d."
    if tokenizer.decode(tokenizer.encode(text).ids) != text:
        sys.exit("make_tokenizer.py: text does not survive encoding and decoding")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", type=pathlib.Path)
    folder = parser.parse_args().folder
    vocabulary = words() + OTHER
    tokenizer = train(vocabulary)
    check(tokenizer, vocabulary)
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    config = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": 32768,
        "unk_token": SPECIAL[0],
        "bos_token": SPECIAL[1],
        "eos_token": SPECIAL[2],
        "pad_token": SPECIAL[3],
        "clean_up_tokenization_spaces": False,
        "chat_template": CHAT,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=2))
    # No model, but some tools read a model's configuration beside its tokenizer.
    model = {
        "model_type": "gpt2",
        "architectures": ["GPT2LMHeadModel"],
        "vocab_size": tokenizer.get_vocab_size(),
        "bos_token_id": SPECIAL.index("<s>"),
        "eos_token_id": SPECIAL.index("</s>"),
    }
    (folder / "config.json").write_text(json.dumps(model, indent=2))


if __name__ == "__main__":
    main()
