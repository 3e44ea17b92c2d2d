"""SHACL: the shapes of this project, and validation with them.

Knows SHACL and RDF; never films, files of reviews, or HTTP.
"""
