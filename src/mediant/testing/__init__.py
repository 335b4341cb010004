"""What a plugin must keep to, as checks for the tests of your own: ours pass them too."""

from mediant.testing.readers import ODD, check_reader, odd_articles
from mediant.testing.strategies import check_strategy

__all__ = ["ODD", "check_reader", "check_strategy", "odd_articles"]
