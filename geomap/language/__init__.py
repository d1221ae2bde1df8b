"""What several stages need of English: sentences, tokens, numbers in words."""

from geomap.language.furniture import find_furniture
from geomap.language.numbers import find_numbers
from geomap.language.sentences import split_sentences
from geomap.language.tokens import Token, place_words, split_tokens, split_words

__all__ = ["Token", "find_furniture", "find_numbers", "place_words", "split_sentences", "split_tokens", "split_words"]
