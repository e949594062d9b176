"""What tasks perform. Nothing here enqueues: letters that follow are handed to `post`, which the caller gives."""
