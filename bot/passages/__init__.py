"""What documents say: passages that may answer, sentences in them that do, where they stand."""
