"""``python -m tests.borough`` writes ``corpus/larkmere/`` afresh."""

from pathlib import Path

from tests.borough.sample import write_sample

if __name__ == "__main__":
    write_sample(Path(__file__).parents[2] / "corpus" / "larkmere")
