"""Tests of NETlogic. Their names are sentences: what holds."""
