"""Is it right, how fast is it, and how do we know. Asks the desk as any caller would."""
