"""An answer of the engine in words, figures and tables, for the page and the PDF alike."""
