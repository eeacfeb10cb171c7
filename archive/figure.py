"""What one figure is in a text, for whoever compares words."""

FIGURE = r"(?:(?<!\w)[-\u2012\u2013\u2212])?[£$€]?\d+(?:[.,:/]\d+)*\w*%?"
"""Pattern of a figure with its sign, point and unit: "£8.3m", "1,200", "−5%"; "£8.3m" is not "£83m"."""
