"""A calculator: tokenizer, recursive-descent parser, evaluator."""

from .errors import CalcError
from .evaluator import Evaluator
from .parser import parse

__all__ = ["CalcError", "Evaluator", "parse"]
