"""Recordings: the files that people send (pictures, PDF, voices, films), received, cleaned and served.

Nouns: Upload, Recording, Picture. Verbs: receive (told by its first bytes), clean (made anew without what a camera or
a phone adds), serve to whoever may see. It has no table: the app that asks for a file keeps it, and knows who may see.
"""
