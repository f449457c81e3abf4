"""What the check of a claim is made of: reading, proofs, one module for each kind of check."""
