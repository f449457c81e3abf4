"""Adapters to public benchmarks, given a folder of their data; none of it is kept here."""
