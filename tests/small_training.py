"""A network of a few thousand weights and an article to teach it, for tests with torch."""

from mediant.evidence.attribution.words import Vocabulary
from mediant.evidence.markup import parse
from mediant.training.examples import example_of

CONFIG = {
    "hidden_size": 24, "vocab_size": 12, "max_position_embeddings": 512, "type_vocab_size": 2,
    "num_attention_heads": 2, "intermediate_size": 32, "num_hidden_layers": 1,
}  # fmt: skip
VOCABULARY = Vocabulary(
    ["[UNK]", "[CLS]", "[SEP]", "ferro", "said", "denied", "no", "the", "vote", ".", "rain", "fell"]
)
ARTICLE = parse(
    "title: A\noutlet: The Coast Courier\npublished: 2031-03-14\ntopic: labour\nmanner: paper\n---\n"
    "{1s Ferro} {1q said} {1c no}. {2s Vane} {2q denied} {2c the vote}. {3c Rain fell}.\n"
    "---\n1: act=reject certainty=asserted\n2: act=deny\n3: act=report\n",
    "a",
)
EXAMPLE = example_of(ARTICLE.text, ARTICLE.claims)
