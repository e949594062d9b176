"""What the worker does for editorial, by noun. Nothing here enqueues a task."""
