"""The static twin: the whole site as files, byte for byte what the server sends.

`plan` says which units the site has and which addresses each of them answers; `making` asks the
application for them, in the processes of `workers`, about the one state of the graph that
`pinned` holds; `files` knows where an address lies in the folder; `manifest` remembers what was
written and what it was made of; `job` makes what changed and removes what is gone; `hosts` tells
web servers what no file can say.
"""
