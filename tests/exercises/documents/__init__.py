"""Tests of the documents that come with a consignment."""
