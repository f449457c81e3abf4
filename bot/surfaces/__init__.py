"""The ways in: page, HTTP, command line. Surfaces translate and decide nothing."""
