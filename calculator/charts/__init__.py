"""Charts as SVG text: one function for each picture, for the page (wide and narrow) and the PDF (wide).

Light colours stand as attributes, since WeasyPrint reads no page CSS inside an SVG; classes let the style sheet
change them on dark screens.
"""
