"""Les actus, on reste connectés: the programme's pages (Wagtail), Article, Newsletter, Subscription.

Write, preview, schedule, publish, send, unsubscribe. Shows what the activities made; owns none of it.
"""
