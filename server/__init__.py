"""The two faces of Triplebill: HTTP (Flask) and the command line (click).

Turns requests into calls on `graph`, and what `graph` answers into responses. Holds no
knowledge of reviews or triples of its own.
"""
