"""Financial statements in cited documents: lines, what follows from them, what a claim says."""
