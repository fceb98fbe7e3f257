"""Finds files whose names hold spaces.

Loris 3.2.1 hands identifiers to its resolver with a plus for each space (quote_plus in webapp.py), and
its own resolver keeps the plus (unquote in resolver.py).
"""

from urllib.parse import unquote_plus

from loris.resolver import SimpleFSResolver


class PathResolver(SimpleFSResolver):
    def source_file_path(self, ident):
        return super().source_file_path(unquote_plus(ident))
