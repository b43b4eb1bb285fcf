"""Urdu writing: folding, sentences, tokens, numbers, dates."""
