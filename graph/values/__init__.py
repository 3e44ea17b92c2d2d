"""Text → value, and nothing else: dates, durations, ratings, titles, names, languages, links.

Every parser takes words as they stand in a document and answers with a record of
`graph.records`, with `Malformed` where the words have the form of the value and are none, or
with None where they are something else. It never guesses: of two possible readings it takes
none. It reads no file, knows no key or label, and takes time linear in the length of the text.
"""
