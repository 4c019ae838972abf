"""Makes a model folder that vLLM loads from a GGUF file of a llama architecture: make_model.py MODEL.gguf FOLDER

The weights are taken out of their quantised form and written as 32-bit floats, so that they are the same numbers that
llama.cpp computes with; tokenizer and chat template come from the same file.
"""

import json
import pathlib
import sys

from transformers import AutoModelForCausalLM, AutoTokenizer


def main() -> None:
    source, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    tokenizer = AutoTokenizer.from_pretrained(source.parent, gguf_file=source.name)
    model = AutoModelForCausalLM.from_pretrained(source.parent, gguf_file=source.name).float()
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    # It would be the GGUF file itself, which makes vLLM believe in a SentencePiece model.
    (folder / "tokenizer.model").unlink(missing_ok=True)
    size = sum(parameter.numel() for parameter in model.parameters())
    print(json.dumps({"parameters": size, "vocabulary": len(tokenizer), "folder": folder.name}))


if __name__ == "__main__":
    main()
