"""A language model as a writer: asked, listened to, billed. What it writes is judged elsewhere."""
