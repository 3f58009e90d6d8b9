"""Journeys through the running app in Chromium, and what axe says about each page."""
